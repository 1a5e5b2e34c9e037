"""A request handler that takes JSON and answers in JSON, errors too."""

from tornado.web import RequestHandler, stream_request_body

from ..shared.contract import HTTP_BODY_BYTES_MAX, ContractError, parse_body


@stream_request_body
class JSONHandler(RequestHandler):
    """Reads a body without holding more of it than the contract allows."""

    def prepare(self) -> None:
        """Start with an empty body."""
        self.body = b""

    def data_received(self, chunk: bytes) -> None:
        """Keep a byte more than is allowed, so that `parse_body` can tell."""
        self.body += chunk[: HTTP_BODY_BYTES_MAX + 1 - len(self.body)]

    def json_body(self) -> object:
        """Return the object in the body, or raise `ContractError`."""
        return parse_body(self.request.headers.get("Content-Type"), self.body)

    def refuse(self, error: ContractError) -> None:
        """Answer bad input."""
        self.set_status(error.status)
        self.finish({"error": error.to_data()})
