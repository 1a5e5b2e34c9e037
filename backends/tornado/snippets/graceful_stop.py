"""Stop gracefully on SIGTERM: every client gets close code 1001, and the process exits with 0.

`systemctl stop` and Docker send SIGTERM; Ctrl-C sends SIGINT. Windows has no `add_signal_handler`.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio
import signal

from tornado.web import Application
from tornado.websocket import WebSocketHandler

clients: set["Client"] = set()


class Client(WebSocketHandler):
    async def open(self) -> None:
        self.closed = asyncio.Event()
        clients.add(self)
        await self.write_message("welcome")

    def on_close(self) -> None:
        clients.discard(self)
        self.closed.set()


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    server = Application([("/ws", Client)]).listen(parser.parse_args().port, "127.0.0.1")
    stop = asyncio.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(signum, stop.set)
    await stop.wait()

    server.stop()  # accepts no new connections
    leaving = list(clients)
    for client in leaving:
        client.close(1001, "the server stops")
    for client in leaving:
        await client.closed.wait()  # at most five seconds, then Tornado gives up


if __name__ == "__main__":
    asyncio.run(main())
