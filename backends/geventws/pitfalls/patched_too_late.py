"""monkey.patch_all() after the imports: a sleep imported before still blocks.

Looks like:
    everybody waits
    late, or not before something else

Symptom:
    client: another client's echo comes only when the slow request is over, though there is a patch
    server: nothing, not even a MonkeyPatchWarning

Cause:
    `patch_all` puts gevent's functions in place of the standard library's, in its modules. A name
    that was taken out of a module before, as by `from time import sleep`, stays what it was; so do
    classes derived from what is patched. Libraries do such things as they are imported, so the
    order of imports decides which of them block. gevent warns only about what is derived from ssl's
    classes, or taken from ssl by name, as urllib3 and so requests do: "MonkeyPatchWarning:
    Monkey-patching ssl after ssl has already been imported may lead to errors".

Fix:
    The first two lines of the program's first module are `from gevent import monkey` and
    `monkey.patch_all()`, before every other import; tell the formatter to leave them there. Or
    start it with `python -m gevent.monkey program.py`. gunicorn's gevent workers patch before they
    load the application, unless `--preload` loads it first.

Versions:
    gevent 26.9.0 on Python 3.11, gevent-websocket 0.10.1.

References:
    https://github.com/gevent/gevent/issues/1016
    https://www.gevent.org/api/gevent.monkey.html
    gevent/monkey: patch_all
"""

from backends.shared.pitfall import run


def broken(port: int) -> None:
    from time import sleep

    from flask import Flask, request
    from gevent import monkey

    monkey.patch_all()
    from geventwebsocket import WebSocketServer

    app = Flask(__name__)

    @app.route("/<name>", websocket=True)
    def talk(name: str) -> str:
        ws = request.environ["wsgi.websocket"]
        while (message := ws.receive()) is not None:
            ws.send(f"working: {message}")
            sleep(1.5 if name == "slow" else 0)
            ws.send(f"done: {message}")
        return ""

    WebSocketServer(("127.0.0.1", port), app).serve_forever()


def fixed(port: int) -> None:
    from gevent import monkey

    monkey.patch_all()
    from time import sleep

    from flask import Flask, request
    from geventwebsocket import WebSocketServer

    app = Flask(__name__)

    @app.route("/<name>", websocket=True)
    def talk(name: str) -> str:
        ws = request.environ["wsgi.websocket"]
        while (message := ws.receive()) is not None:
            ws.send(f"working: {message}")
            sleep(1.5 if name == "slow" else 0)
            ws.send(f"done: {message}")
        return ""

    WebSocketServer(("127.0.0.1", port), app).serve_forever()


if __name__ == "__main__":
    run(broken, fixed)
