"""time.sleep without monkey patching makes everybody wait.

Looks like:
    everybody waits
    late, or not before something else

Symptom:
    client: another client's echo comes only when the slow request is over
    server: nothing, and no processor time

Cause:
    gevent runs all clients in one thread, a greenlet each, and goes from one to another where one
    waits by gevent's means. `time.sleep`, `requests`, database drivers and `subprocess` wait by the
    operating system's, and the whole process with them. gunicorn's gevent workers patch these
    modules; `WSGIServer` and `WebSocketServer` do not, so the same code may stall in development
    only.

Fix:
    `gevent.monkey.patch_all()` before every other import of the program: then the standard library
    waits by gevent's means. What is written in C (many database drivers) stays as it is, and so
    does what computes: that belongs into `gevent.get_hub().threadpool`.

Versions:
    gevent-websocket 0.10.1 with gevent 26.9.0.

References:
    https://github.com/heroku-python/flask-sockets/issues/53
    https://www.gevent.org/api/gevent.monkey.html
"""

from backends.shared.pitfall import run


def serve(port: int) -> None:
    import time

    from flask import Flask, request
    from geventwebsocket import WebSocketServer

    app = Flask(__name__)

    @app.route("/echo", websocket=True)
    def echo() -> str:
        ws = request.environ["wsgi.websocket"]
        while (message := ws.receive()) is not None:
            ws.send(message)
        return ""

    @app.route("/slow", websocket=True)
    def slow() -> str:
        ws = request.environ["wsgi.websocket"]
        while ws.receive() is not None:
            ws.send("working")
            time.sleep(1.5)
            ws.send("done")
        return ""

    WebSocketServer(("127.0.0.1", port), app).serve_forever()


def broken(port: int) -> None:
    serve(port)


def fixed(port: int) -> None:
    from gevent import monkey

    monkey.patch_all()
    serve(port)


if __name__ == "__main__":
    run(broken, fixed)
