"""Thousands of broken inputs: valid messages and frames with a few random changes."""

import random
from collections.abc import Callable, Iterator

from .wire import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, frame

GOOD = {
    "native": [
        '{"event":"message","data":{"text":"hi"},"id":1}',
        '{"event":"join","data":{"room":"r","name":"ada","since":0,"epoch":"e"},"id":2}',
        '{"event":"say","data":{"room":"r","text":"żółw 🐢"},"id":9007199254740991}',
        '{"event":"whisper","data":{"room":"r","to":"ada","text":"psst"}}',
        '{"event":"leave","data":{"room":"r"},"id":3}',
        '{"event":"start_job","data":{"steps":3},"id":4}',
    ],
    "socketio": [
        '42/broadcast,1["message",{"text":"hi"}]',
        '42/chat,2["join",{"room":"r","name":"ada","since":0,"epoch":"e"}]',
        '42/chat,["say",{"room":"r","text":"żółw 🐢"}]',
        '42/chat,3["leave",{"room":"r"}]',
        '42/push,4["start_job",{"steps":3}]',
        '42/echo,["message","hi"]',
        '451-/echo,["message",{"_placeholder":true,"num":0}]',
        '43/push,5[{"ok":true}]',
        "40/echo,",
        '40/chat,{"token":"x"}',
        "41/push,",
        '44/chat,{"message":"no"}',
        "2probe",
        "3",
        "5",
        "6",
        "1",
    ],
}
PIECES = [
    *('"', "{", "}", "[", "]", ",", ":", "-", "/", "\\", "\\ud800", "\x00", "\ufeff", "🐢"),
    *("null", "true", "NaN", "1e999", "-1", "0", "9" * 40, "9" * 5000, "[" * 3000, "{}", "[]"),
    *('"event"', '"data"', '"id"', '"__class__"', "_placeholder", "451-", "4599-", "x" * 70_000),
]
EDITS_MAX = 4
NOT_WELL_FORMED = 0.2
"""The fraction of inputs that are malformed frames. The others are frames with broken messages."""


def inputs(rng: random.Random, protocol: str) -> Iterator[bytes]:
    """Yield inputs for one connection: a client's frames, some of them malformed."""
    good = [message.encode() for message in GOOD[protocol]]
    while True:
        payload = edited(rng, rng.choice(good), good)
        if rng.random() < NOT_WELL_FORMED:
            opcode = rng.choice([CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG])
            broken = frame(opcode, payload[:125], fin=rng.random() < 0.7)
            yield edited(rng, broken, [broken])
        else:
            yield frame(TEXT, payload.decode(errors="replace"), mask=rng.randbytes(4))


def edited(rng: random.Random, data: bytes, others: list[bytes]) -> bytes:
    """Return data with up to `EDITS_MAX` changes."""
    for _ in range(rng.randint(0, EDITS_MAX)):
        begin, end = sorted(rng.randint(0, len(data)) for _ in range(2))
        data = data[:begin] + rng.choice(EDITS)(rng, data[begin:end], others) + data[end:]
    return data


Edit = Callable[[random.Random, bytes, list[bytes]], bytes]

EDITS: list[Edit] = [
    lambda rng, cut, others: b"",
    lambda rng, cut, others: cut * 2,
    lambda rng, cut, others: cut[::-1],
    lambda rng, cut, others: rng.randbytes(rng.randint(1, 8)),
    lambda rng, cut, others: bytes(octet ^ 1 << rng.randrange(8) for octet in cut[:1]) + cut[1:],
    lambda rng, cut, others: rng.choice(PIECES).encode(),
    lambda rng, cut, others: rng.choice(others),
]
"""Each function returns the replacement for a part of the data."""
