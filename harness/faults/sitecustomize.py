"""Makes a backend's handler raise: Python imports this at its start, if the folder is on its path.

No backend has a switch for that. The contract's `message`, which every broadcast handler calls,
raises here for one text.
"""

import os
from typing import Any

import backends.shared.contract as contract
from backends.shared.contract.people import Person

TEXT = os.environ["ROSETTA_FAULT"]
"""The text of the message that is too much."""

_message = contract.message


def message(person: Person, data: object) -> dict[str, Any]:
    """Do what the contract does, but for one text."""
    event = _message(person, data)
    if event["text"] == TEXT:
        raise RuntimeError("a fault in a handler")
    return event


contract.message = message
