"""monkey.patch_all() after the imports: a sleep imported earlier still blocks.

Looks like:
    all clients wait
    late, or only after something else

Symptom:
    client: another client gets its echo only after the slow request has finished, despite the patch
    server: nothing, not even a MonkeyPatchWarning

Cause:
    `patch_all` replaces functions in the standard library's modules with gevent's. A name that was
    imported from a module earlier, such as with `from time import sleep`, still refers to the old
    function; the same goes for classes derived from what is patched. Libraries import and derive in
    these ways, so the order of imports decides which of them block. gevent warns only about names
    imported from ssl and classes derived from ssl's, as in urllib3 and therefore requests:
    "MonkeyPatchWarning: Monkey-patching ssl after ssl has already been imported may lead to
    errors".

Fix:
    Make `from gevent import monkey` and `monkey.patch_all()` the first two lines of the program's
    first module, before all other imports, and tell the formatter to leave them there. Or start the
    program with `python -m gevent.monkey program.py`. gunicorn's gevent workers patch before they
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
