"""Reject a WebSocket before the handshake: `prepare` answers with an HTTP status.

`open` is then never called. A page is not told why: its socket closes with 1006. If the page must
know, accept the connection and close it with your own code (close_code.py).
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio
import hmac

from tornado.web import Application
from tornado.websocket import WebSocketHandler


class Members(WebSocketHandler):
    def prepare(self) -> None:
        # A page cannot set headers of the handshake; a token in the URL should be short-lived.
        token = self.get_query_argument("token", "")
        if not hmac.compare_digest(token.encode(), self.settings["token"].encode()):
            self.set_status(401)
            self.finish("the token is missing or wrong")

    async def open(self) -> None:
        await self.write_message("welcome")


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--token", default="let me in")
    args = parser.parse_args()
    app = Application([("/ws", Members)], token=args.token)
    app.listen(args.port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
