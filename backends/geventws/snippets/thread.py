"""Send to a WebSocket from a real thread: `run_callback_threadsafe` of gevent's loop.

A thread must not use gevent's sockets and queues itself: no greenlet would wake up. It asks the
loop to do it. In a monkey-patched program, `threading.Thread` is a greenlet: start a real thread
with `gevent.get_hub().threadpool.spawn`.
"""

# /// script
# dependencies = ["flask", "gevent-websocket"]
# ///
import argparse
import threading
import time
from typing import Any

import gevent
from flask import Flask, request
from gevent.pywsgi import WSGIServer
from gevent.queue import Queue
from geventwebsocket.handler import WebSocketHandler

app = Flask(__name__)


def work(loop: Any, results: Queue[str], text: str) -> None:
    time.sleep(0.5)  # blocks only this thread
    result = f"{text.upper()}, by {threading.current_thread().name}"
    loop.run_callback_threadsafe(results.put, result)


@app.route("/work", websocket=True)
def serve() -> str:
    ws = request.environ["wsgi.websocket"]
    loop = gevent.get_hub().loop
    results: Queue[str] = Queue()
    while (text := ws.receive()) is not None:
        threading.Thread(target=work, args=(loop, results, text), name="a real thread").start()
        ws.send(results.get())
    return ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    address = ("127.0.0.1", parser.parse_args().port)
    WSGIServer(address, app, handler_class=WebSocketHandler).serve_forever()
