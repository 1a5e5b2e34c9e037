"""A page from another port gets 403, and all it is told is close 1006.

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
    The page comes from one origin, as a development server's http://localhost:5173, and the
    WebSocket goes to another: scheme, host and port together are the origin. `check_origin` is
    asked about such a page, and by default trusts nobody. localhost and 127.0.0.1 are different
    origins too. A proxy that passes on another Host than the page's gives the same 403, unless the
    browser sends `Sec-Fetch-Site: same-origin` (Chromium sends none with ws://127.0.0.1). The
    reason is in the response's body, which a page cannot read, and in the log at level DEBUG only.

Fix:
    Name who may: the setting `trusted_origins` is a list of exact origins (Tornado 6.6), and the
    default `check_origin` goes by it. A development server whose port varies cannot be named: let
    it in while developing only, here where the setting `debug` is on, or whatever serves pages on a
    visitor's machine is let in too. Do not return True: that is open to all. Behind a proxy, let it
    pass on the Host.

Versions:
    Tornado 6.6.1. Since 4.0.

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
        debug=True,  # as while developing
        autoreload=False,  # a new start would take another port
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
            # While developing only: the front end's server takes whatever port is free.
            local = urlsplit(origin).hostname in ("localhost", "127.0.0.1")
            return local and bool(self.settings.get("debug"))

    asyncio.run(serve(port, EchoToFrontEnd))


if __name__ == "__main__":
    run(broken, fixed)
