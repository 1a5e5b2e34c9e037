"""Handle an error in `on_message`: answer what you expect, log the rest and close with 1011.

Without either, Tornado logs the exception and drops the TCP connection without a Close frame: the
client sees 1006. Other connections are not affected.
"""

# /// script
# dependencies = ["tornado"]
# ///
import argparse
import asyncio
from types import TracebackType

from tornado.web import Application
from tornado.websocket import WebSocketHandler


class Bare(WebSocketHandler):
    async def on_message(self, message: str | bytes) -> None:
        await self.write_message({"answer": 100 / int(message)})


class Answering(WebSocketHandler):
    async def on_message(self, message: str | bytes) -> None:
        try:
            answer = 100 / int(message)
        except (ValueError, ZeroDivisionError) as error:
            await self.write_message({"error": str(error)})
        else:
            await self.write_message({"answer": answer})


class Closing(Bare):
    def log_exception(
        self,
        typ: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        super().log_exception(typ, value, tb)
        self.close(1011, "internal error")


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app = Application([("/bare", Bare), ("/answering", Answering), ("/closing", Closing)])
    app.listen(parser.parse_args().port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
