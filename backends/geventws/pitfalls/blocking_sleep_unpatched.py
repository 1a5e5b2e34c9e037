"""time.sleep without monkey patching stalls every client.

Looks like:
    all clients wait
    late, or only after something else

Symptom:
    client: another client gets its echo only after the slow request has finished
    server: nothing in the log, and no CPU time used

Cause:
    gevent runs all clients in one thread, each in a greenlet, and switches to another greenlet when
    one waits through gevent. `time.sleep`, `requests`, database drivers and `subprocess` wait
    through the operating system instead, and stop the whole process. gunicorn's gevent workers
    patch these modules; `WSGIServer` and `WebSocketServer` do not, so the same code may stall in
    development only.

Fix:
    Call `gevent.monkey.patch_all()` before all other imports of the program: then the standard
    library waits through gevent. It cannot patch code written in C, such as many database drivers,
    or code that computes: run these in `gevent.get_hub().threadpool`.

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
