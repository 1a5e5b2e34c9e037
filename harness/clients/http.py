"""An HTTP client that checks every response against the contract, with one browser's cookies."""

import time
from dataclasses import dataclass
from typing import Any

import requests

from .. import spec
from .base import TIMEOUT


@dataclass(frozen=True)
class Answer:
    """An HTTP response, and its body: parsed if it is JSON."""

    status: int
    headers: dict[str, str]
    body: Any

    @property
    def code(self) -> str | None:
        """The contract's error code, if the response is an error."""
        return self.body["error"]["code"] if isinstance(self.body, dict) else None


class HttpClient:
    """Sends requests to one server, with the cookies that it has set."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.session = requests.Session()
        self.session.trust_env = False  # use no proxy on the way to this machine

    def request(
        self,
        method: str,
        path: str,
        json: Any = None,
        *,
        data: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Send a request with a JSON body, or with `data` unchanged."""
        response = self.session.request(
            method, self.url + path, json=json, data=data, headers=headers, timeout=TIMEOUT
        )
        is_json = response.headers.get("Content-Type", "").startswith("application/json")
        body = response.json() if is_json else response.text or None
        spec.validate_http(method, path, response.status_code, body)
        return Answer(response.status_code, dict(response.headers), body)

    def log_in(self, name: str) -> "HttpClient":
        """Log in as `name`."""
        assert self.request("POST", "/api/session", {"name": name}).body == {"name": name}
        return self

    @property
    def cookie(self) -> str:
        """The Cookie header that this browser sends."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.session.cookies)

    def connections(self) -> int:
        """Ask the server for its number of scenario connections."""
        return int(self.request("GET", "/healthz").body["connections"])

    def wait_for_connections(self, count: int) -> None:
        """Wait until the server has this many scenario connections."""
        deadline = time.monotonic() + TIMEOUT
        while (seen := self.connections()) != count:
            assert time.monotonic() < deadline, (
                f"{seen} connections after {TIMEOUT:g} s, not {count}"
            )

    def close(self) -> None:
        """Close the connections that are kept open."""
        self.session.close()
