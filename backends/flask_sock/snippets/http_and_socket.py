"""Serve HTTP and a WebSocket on the same URL: one route for each, with Flask-Sock.

The two functions need different names: both are Flask endpoints. Coming from Flask-Sockets: threads
share the list, so it has a lock.
"""

# /// script
# dependencies = ["flask", "flask-sock"]
# ///
import argparse
from threading import Lock

from flask import Flask
from flask_sock import Server, Sock

app = Flask(__name__)
sock = Sock(app)
notes: list[str] = []
lock = Lock()


@app.get("/notes")
def read_notes() -> list[str]:
    with lock:
        return list(notes)


@sock.route("/notes")
def take_notes(ws: Server) -> None:
    while True:
        note = ws.receive()
        with lock:
            notes.append(note)
            count = len(notes)
        ws.send(f"{count} notes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app.run(port=parser.parse_args().port)
