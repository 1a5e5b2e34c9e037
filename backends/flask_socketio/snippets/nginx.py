"""Run behind nginx: `ProxyFix` gets the Origin check and the client's address right.

nginx's part is nginx.conf, beside this file. Run `nginx -p . -c nginx.conf`, then open
http://127.0.0.1:8080/. TLS is configured there too.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask, request
from flask_socketio import SocketIO
from werkzeug.middleware.proxy_fix import ProxyFix

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")
# After SocketIO(app), to wrap that too. Each 1 means: trust one proxy, and no more.
proxied = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)
app.wsgi_app = proxied  # type: ignore[method-assign]  # Flask's own way to wrap an application


@app.get("/")
def index() -> dict[str, str | None]:
    return {"url": request.url, "client": request.remote_addr}


@socketio.on("whoami")
def whoami() -> dict[str, str | None]:
    return {"url": request.host_url, "client": request.remote_addr}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
