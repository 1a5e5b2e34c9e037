"""The browser suite's monitor reports violations by pages."""

import base64

import pytest

from harness.spec import ContractViolation
from tests.ui.page_frames import PageFrames
from tests.ui.page_monitor import PageMonitor

SAID = '{"event":"said","data":{"room":"r","name":"ada","text":"hi","at":1,"seq":1}}'


def frame(url: str, direction: str, data: str | bytes) -> dict[str, str]:
    """Return a frame in the format of recorder.js."""
    content = (
        {"text": data} if isinstance(data, str) else {"base64": base64.b64encode(data).decode()}
    )
    return {"page": "p", "url": url, "direction": direction, **content}


def check(*frames: dict[str, str]) -> PageFrames:
    """Check frames in this order."""
    checks = PageFrames()
    for each in frames:
        checks.check(each)
    return checks


def test_page_frames_accept_good_native_frames() -> None:
    """Native frames that follow the contract pass and are counted."""
    checks = check(
        frame("/ws/chat", "send", '{"event":"say","data":{"room":"r","text":"hi"},"id":1}'),
        frame("/ws/chat", "receive", '{"event":"ack","id":1,"data":{"ok":true,"seq":1}}'),
        frame("/ws/chat", "receive", SAID),
        frame("/ws/echo", "send", b"\x00\xff"),
    )
    assert checks.checked == {"chat": 3, "echo": 1}


@pytest.mark.parametrize(
    "data",
    ["hi", '{"event":"nonsense","data":{}}', SAID.replace('"seq":1', '"seq":0'), b"{}"],
)
def test_page_frames_reject_bad_native_frames(data: str | bytes) -> None:
    """A native frame that breaks the contract raises an error."""
    with pytest.raises(ContractViolation):
        check(frame("/ws/chat", "receive", data))


def test_page_frames_accept_good_socketio_packets() -> None:
    """Packets pass over WebSocket and polling, with acknowledgements and attachments."""
    placeholder = '{"_placeholder":true,"num":0}'
    checks = check(
        frame("/socket.io/", "receive", '0{"sid":"x"}'),
        frame("/socket.io/", "send", "40/chat,\x1e40/echo,"),
        frame("/socket.io/", "send", '42/chat,7["say",{"room":"r","text":"hi"}]'),
        frame("/socket.io/", "receive", '43/chat,7[{"ok":true,"seq":1}]\x1e2'),
        frame("/socket.io/", "send", f'451-/echo,["message",{placeholder}]'),
        frame("/socket.io/", "send", b"\x00\xff"),
        frame("/socket.io/", "receive", f'451-/echo,["message",{placeholder}]\x1ebAP8='),
    )
    assert checks.checked == {"chat": 1, "echo": 2}


@pytest.mark.parametrize(
    "data",
    [
        '42/chat,["nonsense",{}]',
        '42/chat,["said",{"room":"r"}]',
        '42/broadcast,["message",{"text":"hi","from":"ada","at":1},"more"]',
        '42/echo,["message",5]',
    ],
)
def test_page_frames_reject_bad_socketio_packets(data: str) -> None:
    """A packet that breaks the contract raises an error."""
    with pytest.raises(ContractViolation):
        check(frame("/socket.io/", "receive", data))


def test_page_frames_check_acknowledgements_by_request() -> None:
    """An acknowledgement must match the event that it answers."""
    with pytest.raises(ContractViolation):
        check(
            frame("/socket.io/", "send", '42/chat,7["say",{"room":"r","text":"hi"}]'),
            frame("/socket.io/", "receive", '43/chat,7[{"ok":true}]'),
        )


def test_page_monitor_reports_console_errors_and_foreign_hosts() -> None:
    """A console error fails unless the test allows it; contact with another host always fails."""
    page_monitor = PageMonitor()
    page_monitor.homes.add("127.0.0.1:1")
    page_monitor.hosts.add("127.0.0.1:1")
    page_monitor.complaints.append("error: net::ERR_CONNECTION_REFUSED")
    page_monitor.check(allowed=("ERR_",))
    with pytest.raises(AssertionError, match="ERR_CONNECTION_REFUSED"):
        page_monitor.check(allowed=())
    page_monitor.hosts.add("fonts.example")
    with pytest.raises(AssertionError, match=r"fonts\.example"):
        page_monitor.check(allowed=("ERR_",))
