"""A proxy closes quiet connections after a minute, with 1006.

Looks like:
    closed after a while
    connects, then closes (1005, 1006)

Symptom:
    client: close 1006, always after the same time without messages (60 s behind nginx)
    server: on_close with close_code None, and no error

Cause:
    nginx closes a connection when it has read nothing for `proxy_read_timeout`, 60 s by default.
    Load balancers have similar timeouts. The documentation of nginx speaks of data from the server;
    in its source, data from the client restarts the timer as well. Tornado sends no pings by
    default, and a page cannot send any, as browsers have no function for it. In development,
    without the proxy, you never see the problem.

Fix:
    Set `websocket_ping_interval` well below the proxy's timeout: 20 s suits most setups. Raising
    the timeout of your own proxy alone does not help against devices further away, such as a mobile
    network's NAT.

Versions:
    Tornado 6.6.1 and all earlier versions, behind any proxy. The setting came with 4.5.

References:
    https://www.tornadoweb.org/en/stable/websocket.html#tornado.websocket.WebSocketHandler.ping_interval
    https://nginx.org/en/docs/http/websocket.html
    https://github.com/kubernetes/ingress-nginx/issues/2917
    nginx, src/http/ngx_http_upstream.c: ngx_http_upstream_process_upgraded
    tornado/websocket.py: WebSocketProtocol13.start_pinging
"""

import asyncio

from tornado.web import Application
from tornado.websocket import WebSocketHandler

from backends.shared.pitfall import run


class Echo(WebSocketHandler):
    async def on_message(self, message: str | bytes) -> None:
        await self.write_message(message)

    def on_close(self) -> None:
        print("closed, close_code", self.close_code)


async def serve(app: Application, port: int) -> None:
    app.listen(port, "127.0.0.1")
    await asyncio.Event().wait()


def broken(port: int) -> None:
    app = Application([("/ws", Echo)])
    asyncio.run(serve(app, port))


def fixed(port: int) -> None:
    app = Application([("/ws", Echo)], websocket_ping_interval=0.6)
    asyncio.run(serve(app, port))


if __name__ == "__main__":
    run(broken, fixed)
