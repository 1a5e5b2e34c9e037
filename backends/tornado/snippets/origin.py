"""Allow pages of other origins to connect: the setting `trusted_origins`, and `check_origin`.

Pages of the server's own origin may always connect, and so may a client without an Origin, which is
not a browser. Any other page gets a 403. The setting is new in Tornado 6.6, which calls
`check_origin` only for foreign origins. In older versions, override it for a list too.
"""

# /// script
# dependencies = ["tornado>=6.6"]
# ///
import argparse
import asyncio
from urllib.parse import urlsplit

from tornado.web import Application
from tornado.websocket import WebSocketHandler


class Listed(WebSocketHandler):
    async def open(self) -> None:
        await self.write_message("welcome")


class AnySubdomain(WebSocketHandler):
    async def open(self) -> None:
        await self.write_message("welcome, subdomain")

    def check_origin(self, origin: str) -> bool:
        url = urlsplit(origin)
        # The dot keeps https://evil-example.com out.
        subdomain = (url.hostname or "").endswith(".example.com")
        return (url.scheme == "https" and subdomain) or super().check_origin(origin)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app = Application(
        [("/ws", Listed), ("/ws/subdomains", AnySubdomain)],
        trusted_origins=["https://app.example.net", "http://localhost:5173"],
    )
    app.listen(parser.parse_args().port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
