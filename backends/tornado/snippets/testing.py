"""Test a WebSocket handler: `AsyncHTTPTestCase` with `websocket_connect`, without a browser.

Run the tests with `python -m unittest testing`. Each test has its own server, on a free port.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio
from contextlib import closing

from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.testing import AsyncHTTPTestCase, gen_test
from tornado.web import Application
from tornado.websocket import WebSocketHandler, websocket_connect


class Shout(WebSocketHandler):
    async def on_message(self, message: str | bytes) -> None:
        await self.write_message(message.upper())


def make_app() -> Application:
    return Application([("/ws", Shout)])


class ShoutTest(AsyncHTTPTestCase):
    def get_app(self) -> Application:
        return make_app()

    def setUp(self) -> None:
        super().setUp()
        self.url = f"ws://127.0.0.1:{self.get_http_port()}/ws"

    @gen_test
    async def test_message_comes_back_in_capitals(self) -> None:
        with closing(await websocket_connect(self.url)) as connection:
            await connection.write_message("hello")
            self.assertEqual(await connection.read_message(), "HELLO")

    @gen_test
    async def test_handshake_rejects_foreign_pages(self) -> None:
        request = HTTPRequest(self.url, headers={"Origin": "https://evil.example"})
        with self.assertRaises(HTTPClientError) as caught:
            await websocket_connect(request)
        self.assertEqual(caught.exception.code, 403)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    make_app().listen(parser.parse_args().port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
