"""Connect from Python, and reconnect: `websocket_connect` with exponential backoff.

It connects to a server on this machine, such as echo.py. The waits double, up to half a minute, and
are random, so that a thousand clients do not come back at once.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio
import random
from contextlib import closing

from tornado.httpclient import HTTPClientError
from tornado.websocket import WebSocketClientConnection, WebSocketError, websocket_connect

FIRST_WAIT, LONGEST_WAIT = 0.5, 30


async def talk(connection: WebSocketClientConnection) -> None:
    await connection.write_message("hello")
    while (message := await connection.read_message()) is not None:
        print("received", message)
    print("closed with", connection.close_code)


async def stay_connected(url: str) -> None:
    wait = FIRST_WAIT
    while True:
        try:
            # Pings detect a server that is gone without closing.
            connection = await websocket_connect(url, ping_interval=20)
            wait = FIRST_WAIT
            with closing(connection):
                await talk(connection)
        except (OSError, HTTPClientError, WebSocketError) as error:
            print("failed:", error)
        print(f"next try within {wait:g} s")
        await asyncio.sleep(random.uniform(0, wait))
        wait = min(2 * wait, LONGEST_WAIT)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="the server's port")
    await stay_connected(f"ws://127.0.0.1:{parser.parse_args().port}/ws")


if __name__ == "__main__":
    asyncio.run(main())
