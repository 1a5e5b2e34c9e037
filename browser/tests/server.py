"""The Socket.IO server that the browser's snippets connect to. It is not a snippet itself.

Tests share it. They use their own connections and their own names, so they do not interfere.
"""

# mypy: allow-untyped-decorators

import argparse
from threading import Lock
from typing import Any

import flask_socketio
from flask import Flask, request  # type: ignore[import-not-found]  # not where mypy runs
from flask_socketio import SocketIO, disconnect, emit

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading", async_handlers=False)

auths: dict[str, Any] = {}
noted: dict[str, list[str]] = {}
news: list[str] = []
news_lock = Lock()


def sid() -> str:
    """Return the id of the connection that is being handled."""
    return str(request.sid)


@socketio.on("connect")
def connect(auth: dict[str, Any] | None = None) -> bool:
    """Reject two tokens, in two ways."""
    match (auth or {}).get("token"):
        case "expired":
            raise flask_socketio.ConnectionRefusedError("token expired", {"code": 7})
        case "wrong":
            return False
    auths[sid()] = auth
    return True


@socketio.on("auth")
def auth() -> Any:
    """Return the auth data that the client connected with."""
    return auths[sid()]


@socketio.on("add")
def add(a: int, b: int) -> int:
    """Return the sum."""
    return a + b


@socketio.on("leave")
def leave() -> None:
    """Disconnect the client."""
    disconnect()


@socketio.on("note")
def note(said: dict[str, str]) -> None:
    """Store a note."""
    noted.setdefault(said["who"], []).append(said["what"])


@socketio.on("notes")
def notes(who: str) -> list[str]:
    """Return the notes of one name."""
    return noted.get(who, [])


@socketio.on("publish")
def publish(text: str, lost: bool = False) -> None:
    """Number and store a piece of news. Send it to everyone, unless it should get lost."""
    with news_lock:
        news.append(text)
        if not lost:
            socketio.emit("news", (len(news), text))


@socketio.on("since")
def since(number: int) -> list[tuple[int, str]]:
    """Return the later news."""
    with news_lock:
        return list(enumerate(news, start=1))[number:]


@socketio.on("upload")
def upload(file: dict[str, Any]) -> int:
    """Send the file back with its bytes reversed, and return their number."""
    content: bytes = file["content"]
    emit("file", {**file, "content": content[::-1]})
    return len(content)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
