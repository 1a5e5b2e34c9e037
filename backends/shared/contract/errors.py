"""The error that a client can cause, and its codes."""

from enum import StrEnum
from typing import TypedDict


class Code(StrEnum):
    """Why a message was rejected. The value is sent to the client."""

    BAD_MESSAGE = "bad_message"
    UNKNOWN_EVENT = "unknown_event"
    BAD_FIELD = "bad_field"
    NAME_TAKEN = "name_taken"
    NOT_IN_ROOM = "not_in_room"
    UNKNOWN_MEMBER = "unknown_member"
    TOO_MANY = "too_many"
    # HTTP only
    TOO_LARGE = "too_large"
    UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type"


class ErrorData(TypedDict):
    """An error as the client receives it."""

    code: str
    message: str


class ContractError(Exception):
    """A client's message breaks the contract. The connection stays open."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def to_data(self) -> ErrorData:
        """Return the error in the format that is sent to the client."""
        return {"code": self.code.value, "message": self.message}


def bad_field(field: str, rule: str) -> ContractError:
    """Return the error for a field: its name and the rule that it breaks."""
    return ContractError(Code.BAD_FIELD, f"{field}: {rule}")
