"""Makes a backend's handler raise. Python imports this module at startup if it is on the path.

No backend has a setting for this. Every broadcast handler calls the contract's `message`. With this
module, that function raises an error for one text.
"""

import os
from typing import Any

import backends.shared.contract as contract
from backends.shared.contract.people import Person

TEXT = os.environ["ROSETTA_FAULT"]
"""The text that makes the handler raise."""

_message = contract.message


def message(person: Person, data: object) -> dict[str, Any]:
    """Call the contract's function, and raise if the message has this text."""
    event = _message(person, data)
    if event["text"] == TEXT:
        raise RuntimeError("a fault in a handler")
    return event


contract.message = message
