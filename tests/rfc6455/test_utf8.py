"""Text is UTF-8: valid, invalid, split anywhere (RFC 6455, 5.6 and 8.1; RFC 3629)."""

from collections.abc import Iterator

import pytest

from harness.pytest.fixtures import FEW_FRAMES, Check
from harness.rfc6455.cases import ALIVE, NO_CLOSE_FRAME, Case, fails, passes
from harness.rfc6455.wire import DROPPED, TEXT, Outcome, fragments, frame, text

pytestmark = [pytest.mark.protocol("native"), FEW_FRAMES]

BAD_DATA = 1007
SAMPLE = "aß水𐐷z".encode()
"""Characters of one, two, three and four octets."""

VALID = {
    "ascii": "Hello, world!",
    "greek": "κόσμε",
    "every length": SAMPLE.decode(),
    "first of each length": "\x00\x80\u0800\U00010000",
    "last of each length": "\x7f\u07ff\uffff\U0010ffff",
    "around the surrogates": "\ud7ff\ue000",
    "noncharacters": "\ufdd0\ufdef\ufffe\uffff\U0001fffe\U0010ffff",
    "byte order marks": "\ufeff\ufeff",
    "replacement": "\ufffd",
    "combining": "e\u0301\u0323",
    "controls": "\x00\x01\x1f\x7f\x80\x9f",
}

INVALID = {
    "lone continuation 80": "80",
    "lone continuation bf": "bf",
    "six continuations": "808182838485",
    "lead of two alone": "c3",
    "lead of three alone": "e6",
    "lead of four alone": "f0",
    "three without its last": "e6b0",
    "four without its last": "f09090",
    "four without its last two": "f090",
    "leads in a row": "c3e6f0",
    "cut short twice": "e6b0f09090",
    "impossible fe": "fe",
    "impossible ff": "ff",
    "impossible feff": "feff",
    "overlong slash in two": "c0af",
    "overlong slash in three": "e080af",
    "overlong slash in four": "f08080af",
    "overlong slash in five": "f8808080af",
    "overlong slash in six": "fc80808080af",
    "overlong NUL in two": "c080",
    "overlong NUL in three": "e08080",
    "largest overlong in two": "c1bf",
    "largest overlong in three": "e09fbf",
    "largest overlong in four": "f08fbfbf",
    "first high surrogate": "eda080",
    "last high surrogate": "edafbf",
    "first low surrogate": "edb080",
    "last low surrogate": "edbfbf",
    "pair of surrogates": "eda081edb0b7",
    "one over U+10FFFF": "f4908080",
    "far over U+10FFFF": "f7bfbfbf",
    "five octets": "f888808080",
    "six octets": "fc8480808080",
}


def around(sample: str) -> bytes:
    """Put invalid octets between valid ones."""
    return "κ".encode() + bytes.fromhex(sample) + "μz".encode()


def splits(payload: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield every way to cut a payload in two."""
    for at in range(len(payload) + 1):
        yield at, payload[:at], payload[at:]


def broken(name: str, *parts: bytes) -> Case:
    """Return a case that fails because of its UTF-8."""
    return fails(f"8.1 {name}", *parts, code=BAD_DATA)


def octets(payload: bytes) -> list[bytes]:
    """Cut a payload into single octets."""
    return [payload[at : at + 1] for at in range(len(payload))]


@pytest.mark.parametrize("sample", VALID.values(), ids=VALID)
def test_valid_text_comes_back(check: Check, sample: str) -> None:
    """Valid text comes back, whole, in two fragments cut at every octet, and octet by octet."""
    payload = sample.encode("utf-8")
    back = [text(payload)]
    check(
        passes("5.6 whole", frame(TEXT, payload), answers=back),
        passes("5.6 a fragment for each octet", *fragments(TEXT, *octets(payload)), answers=back),
        passes("5.6 a segment for each octet", *octets(frame(TEXT, payload)), answers=back),
        *(
            passes(f"5.6 split at {at}", *fragments(TEXT, first, second), answers=back)
            for at, first, second in splits(payload)
        ),
    )


@pytest.mark.parametrize("sample", INVALID.values(), ids=INVALID)
def test_invalid_text_fails_the_connection(check: Check, sample: str) -> None:
    """Invalid text fails the connection, whole, cut at every octet, and octet by octet."""
    payload = around(sample)
    check(
        broken("alone", frame(TEXT, bytes.fromhex(sample))),
        broken("between good text", frame(TEXT, payload)),
        broken("at the end", frame(TEXT, b"ok" + bytes.fromhex(sample))),
        broken("a fragment for each octet", *fragments(TEXT, *octets(payload))),
        broken("a segment for each octet", *octets(frame(TEXT, payload))),
        *(
            broken(f"split at {at}", *fragments(TEXT, first, second))
            for at, first, second in splits(payload)
        ),
    )


def test_one_bad_octet_fails_the_connection(check: Check) -> None:
    """One impossible octet fails the connection at any position."""
    check(
        *(
            broken(f"ff at {at}", frame(TEXT, first + b"\xff" + second[1:]))
            for at, first, second in splits(SAMPLE)
        )
    )


def test_truncated_text_fails_the_connection(check: Check) -> None:
    """A message that ends within a character fails the connection, in fragments of any length."""
    within = [2, 4, 5, 7, 8, 9]
    check(
        *(broken(f"ends at {at}", frame(TEXT, SAMPLE[:at])) for at in within),
        *(
            broken(f"ends at {at} with nothing", *fragments(TEXT, SAMPLE[:at], b""))
            for at in within
        ),
        *(
            broken(f"ends at {at}, split at {cut}", *fragments(TEXT, first, second))
            for at in within
            for cut, first, second in splits(SAMPLE[:at])
        ),
    )


@pytest.mark.parametrize("sample", INVALID.values(), ids=INVALID)
def test_invalid_text_fails_before_the_last_fragment(check: Check, sample: str) -> None:
    """Invalid text fails the connection before the last fragment arrives."""
    late: dict[str, Outcome] = {
        "utf8_late": [*ALIVE],
        NO_CLOSE_FRAME: [DROPPED],
    }
    begun = frame(TEXT, around(sample), fin=False)
    check(fails("8.1 begun", begun, code=BAD_DATA, instead=late))
