"""Acknowledge a request: the answer carries the request's id, and the page awaits it.

WebSockets have messages in both directions but no replies. The client numbers its requests, and the
server repeats the number in its answer. The page keeps a Map of the requests without an answer.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio
import json

from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler


class Page(RequestHandler):
    def get(self) -> None:
        self.render("acknowledgement.html")


class Calculator(WebSocketHandler):
    async def on_message(self, message: str | bytes) -> None:
        try:
            request = json.loads(message)
        except ValueError:
            self.close(1007, "JSON only")
            return
        match request:
            case {"id": int(number), "divide": [int(dividend), int(divisor)]} if divisor:
                await self.write_message({"id": number, "answer": divmod(dividend, divisor)})
            case {"id": int(number)}:
                await self.write_message({"id": number, "error": "cannot divide that"})
            case _:
                self.close(1008, "a request has an id")


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app = Application([("/", Page), ("/ws", Calculator)])
    app.listen(parser.parse_args().port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
