"""403 for a page from another port: the page sees only close 1006.

Looks like:
    cannot connect (400, 403, 404, 500)
    connects, then closes (1005, 1006)

Symptom:
    client: error event, close 1006, never open
    browser: WebSocket connection to 'ws://127.0.0.1:8000/ws' failed: Error during WebSocket
        handshake: Unexpected response code: 403
    wire: 403 Forbidden, Cross origin websockets not allowed
    server: 403 GET /ws (127.0.0.1)

Cause:
    Your page comes from a development server, such as http://localhost:5173, and opens a WebSocket
    to Tornado on another port. Scheme, host and port together are the origin, so these are two
    origins. Tornado asks `check_origin` about a page of another origin, and by default
    `check_origin` rejects it. localhost and 127.0.0.1 are different origins too. A proxy that
    changes the Host header causes the same 403, unless the browser sends `Sec-Fetch-Site:
    same-origin` (Chromium sends none with ws://127.0.0.1). The reason is in the body of the
    response, which a page cannot read, and in the log at level DEBUG only.

Fix:
    List the origins that you trust in the setting `trusted_origins` (Tornado 6.6): the default
    `check_origin` uses it. You cannot list a development server whose port changes. Let it in while
    you develop only, here while the setting `debug` is on. In production the same rule would also
    let in every server on a visitor's own machine. Do not return True, which lets in every website.
    Behind a proxy, make the proxy pass on the Host header.

Versions:
    Tornado 6.6.1; since 4.0.

References:
    https://www.tornadoweb.org/en/stable/websocket.html#tornado.websocket.WebSocketHandler.check_origin
    https://github.com/tornadoweb/tornado/issues/2869
    https://github.com/bugy/script-server/issues/110
    tornado/websocket.py: WebSocketHandler.get
    tornado/web.py: RequestHandler._check_cross_origin
"""

import asyncio
from urllib.parse import urlsplit

from tornado.web import Application
from tornado.websocket import WebSocketHandler

from backends.shared.pitfall import run


class Echo(WebSocketHandler):
    async def on_message(self, message: str | bytes) -> None:
        await self.write_message(message)


async def serve(port: int, echo: type[WebSocketHandler]) -> None:
    app = Application(
        [("/ws", echo)],
        trusted_origins=["https://www.example.com"],
        debug=True,  # you are developing
        autoreload=False,  # a restart would choose another port
    )
    app.listen(port, "127.0.0.1")
    await asyncio.Event().wait()


def broken(port: int) -> None:
    asyncio.run(serve(port, Echo))


def fixed(port: int) -> None:
    class EchoToFrontEnd(Echo):
        def check_origin(self, origin: str) -> bool:
            if super().check_origin(origin):  # it is one of `trusted_origins`
                return True
            # In development only: the front end's server uses whatever port is free.
            local = urlsplit(origin).hostname in ("localhost", "127.0.0.1")
            return local and bool(self.settings.get("debug"))

    asyncio.run(serve(port, EchoToFrontEnd))


if __name__ == "__main__":
    run(broken, fixed)
