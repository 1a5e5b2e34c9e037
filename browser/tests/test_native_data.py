"""What a native WebSocket carries: bytes, and how many wait to be sent."""

import re

import pytest

from browser.tests.scripted_server import OPEN, Listen
from harness.pytest.snippets import TIMEOUT, LoadModule

BINARY = """([url, type]) => new Promise((resolve) => {
    window.heard = [];
    window.socket = new snippet.BinarySocket(url, type);
    socket.onopen = resolve;
    socket.ontext = (text) => heard.push(["text", text]);
    socket.onbytes = (bytes) => heard.push(["bytes", [...bytes]]);
    socket.onblob = async (blob) => {
        heard.push(["blob", [...new Uint8Array(await blob.arrayBuffer())]]);
    };
})"""


@pytest.mark.parametrize(("binary_type", "kind"), [("arraybuffer", "bytes"), ("blob", "blob")])
def test_should_receive_bytes(
    binary_type: str, kind: str, listen: Listen, load_module: LoadModule
) -> None:
    """Binary frames come as the type that was chosen, text as text."""
    scripted_server = listen()
    page = load_module("native/binary", scripted_server.url)
    page.evaluate(BINARY, [scripted_server.ws, binary_type])
    connection = scripted_server.accept()
    connection.send("abc")
    connection.send(b"\x00\xff\n")
    page.wait_for_function("heard.length === 2")
    assert page.evaluate("heard") == [["text", "abc"], [kind, [0, 255, 10]]]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("new Uint8Array([1, 2, 255])", b"\x01\x02\xff"),
        ("new Uint8Array([1, 2, 255]).buffer", b"\x01\x02\xff"),
        ("new Uint8Array([1, 2, 255]).subarray(1)", b"\x02\xff"),
        ("new Uint16Array([258])", b"\x02\x01"),
        ("new Blob(['ab', new Uint8Array([0])])", b"ab\x00"),
        ("new File(['abc'], 'a.txt')", b"abc"),
    ],
)
def test_should_send_bytes(
    data: str, expected: bytes, listen: Listen, load_module: LoadModule
) -> None:
    """The server has a binary frame, whatever it was made of; of a view its part only."""
    scripted_server = listen()
    page = load_module("native/binary", scripted_server.url)
    page.evaluate(BINARY, [scripted_server.ws, "blob"])
    connection = scripted_server.accept()
    page.evaluate(f"socket.send({data})")
    assert connection.recv(timeout=TIMEOUT) == expected


def test_should_receive_blobs_unless_told(listen: Listen, load_module: LoadModule) -> None:
    """A WebSocket's own binaryType is "blob"."""
    scripted_server = listen()
    page = load_module("native/binary", scripted_server.url)
    assert page.evaluate("(url) => new WebSocket(url).binaryType", scripted_server.ws) == "blob"


CHUNKS, SIZE, LIMIT = 100, 400_000, 1_000_000
"""Forty megabytes: more than all buffers of a connection on one machine hold."""

SEND_ALL = """([count, size]) => {
    window.most = 0;
    window.given = 0;
    const send = socket.send.bind(socket);
    socket.send = (chunk) => {
        send(chunk);
        most = Math.max(most, socket.bufferedAmount);
    };
    function* chunks() {
        while (given < count) yield new Uint8Array(size).fill(given++);
    }
    window.done = snippet.sendAll(socket, chunks()).then(() => "done", (error) => error.message);
}"""


def test_should_wait_before_it_sends_more(listen: Listen, load_module: LoadModule) -> None:
    """While the server reads nothing the page keeps little in memory; then everything arrives."""
    scripted_server = listen(compression=None)  # equal bytes would shrink to next to nothing
    page = load_module("native/buffered_amount", scripted_server.url)
    page.evaluate(OPEN, scripted_server.ws)
    connection = scripted_server.accept()
    page.evaluate(SEND_ALL, [CHUNKS, SIZE])
    page.wait_for_function("(limit) => socket.bufferedAmount >= limit", arg=LIMIT)
    assert page.evaluate("given") < CHUNKS
    for number in range(CHUNKS):
        assert connection.recv(timeout=TIMEOUT) == bytes([number]) * SIZE
    assert page.evaluate("done") == "done"
    assert LIMIT <= page.evaluate("most") < LIMIT + SIZE


def test_should_not_wait_for_a_dead_connection(listen: Listen, load_module: LoadModule) -> None:
    """When the connection ends, the waiting does, and tells how much was not sent."""
    scripted_server = listen(compression=None)  # equal bytes would shrink to next to nothing
    page = load_module("native/buffered_amount", scripted_server.url)
    page.evaluate(OPEN, scripted_server.ws)
    connection = scripted_server.accept()
    page.evaluate(SEND_ALL, [CHUNKS, SIZE])
    page.wait_for_function("(limit) => socket.bufferedAmount >= limit", arg=LIMIT)
    connection.socket.close()  # with bytes in it that nobody has read: that resets it
    told = page.evaluate("done")
    # Now and then Chromium has counted them as sent by the time that it tells of the end: 0.
    assert re.sub(r"\d+", "N", told) == "the connection ended with N bytes unsent"


def test_should_send_a_file_as_a_stream(listen: Listen, load_module: LoadModule) -> None:
    """A file's stream is such an iterable of bytes."""
    scripted_server = listen()
    page = load_module("native/buffered_amount", scripted_server.url)
    page.evaluate(OPEN, scripted_server.ws)
    connection = scripted_server.accept()
    page.evaluate("void snippet.sendAll(socket, new File(['x'.repeat(300_000)], 'x.txt').stream())")
    received = 0
    while received < 300_000:
        message = connection.recv(timeout=TIMEOUT)
        assert message == b"x" * len(message)
        received += len(message)
    assert received == 300_000
