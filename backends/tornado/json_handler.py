"""A request handler for JSON requests, which also answers errors in JSON."""

from tornado.web import RequestHandler, stream_request_body

from ..shared.contract import HTTP_BODY_BYTES_MAX, ContractError
from ..shared.http import parse_body, status_of


@stream_request_body
class JSONHandler(RequestHandler):
    """Reads a body, but keeps no more of it than the contract allows."""

    def prepare(self) -> None:
        """Start with an empty body."""
        self.body = b""

    def data_received(self, chunk: bytes) -> None:
        """Keep one byte over the limit, so `parse_body` notices."""
        self.body += chunk[: HTTP_BODY_BYTES_MAX + 1 - len(self.body)]

    def json_body(self) -> object:
        """Return the JSON object in the body, or raise `ContractError`."""
        return parse_body(self.request.headers.get("Content-Type"), self.body)

    def reject(self, error: ContractError) -> None:
        """Answer an invalid request."""
        self.set_status(status_of(error))
        self.finish({"error": error.to_data()})
