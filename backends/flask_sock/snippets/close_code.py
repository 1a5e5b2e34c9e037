"""Close a WebSocket with a code and a reason: `ws.close(code, reason)` of Flask-Sock.

ConnectionClosed has the code and the reason of the client. Flask's development server may keep the
TCP connection until the client closes it. Coming from Flask-Sockets: send no Close frame yourself.
"""

# /// script
# dependencies = ["flask", "flask-sock"]
# ///
import argparse

from flask import Flask
from flask_sock import ConnectionClosed, Server, Sock

app = Flask(__name__)
sock = Sock(app)


@sock.route("/secret")
def secret(ws: Server) -> None:
    try:
        if ws.receive() == "open sesame":
            ws.send("Come in.")
            ws.receive()
        else:
            ws.close(4001, "wrong password")
    except ConnectionClosed as closed:
        print("closed with", closed.reason, closed.message)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app.run(port=parser.parse_args().port)
