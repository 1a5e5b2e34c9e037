"""Broadcast across several processes: Redis pub/sub carries messages to the clients of each.

Each process publishes what its clients send, and sends its clients what Redis delivers.
"""

# /// script
# dependencies = ["tornado", "redis"]
# ///
import argparse
import asyncio
from contextlib import suppress

from redis.asyncio import Redis
from tornado.ioloop import IOLoop
from tornado.web import Application
from tornado.websocket import WebSocketClosedError, WebSocketHandler

clients: set["Client"] = set()


class Client(WebSocketHandler):
    def initialize(self, redis: Redis) -> None:
        self.redis = redis

    def open(self) -> None:
        clients.add(self)

    async def on_message(self, message: str | bytes) -> None:
        if isinstance(message, bytes):
            self.close(1003, "text only")
        else:
            await self.redis.publish("chat", message)

    def on_close(self) -> None:
        clients.discard(self)

    async def write_text(self, text: str) -> None:
        with suppress(WebSocketClosedError):  # it has just disconnected
            await self.write_message(text)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--redis", default="redis://127.0.0.1:6379/0")
    args = parser.parse_args()
    redis = Redis.from_url(args.redis, decode_responses=True)
    async with redis, redis.pubsub() as channel:
        await channel.subscribe("chat")
        # Pings find clients that no longer read, and Tornado closes them.
        app = Application([("/ws", Client, {"redis": redis})], websocket_ping_interval=20)
        app.listen(args.port, "127.0.0.1")
        async for message in channel.listen():  # raises if Redis goes down
            if message["type"] == "message":
                for client in clients:
                    IOLoop.current().add_callback(client.write_text, message["data"])


if __name__ == "__main__":
    asyncio.run(main())
