"""RecursionError in HTTPS requests: monkey.patch_all() after the imports.

Looks like:
    an error in the server's log
    the client gets nothing
    all clients wait

Symptom:
    server: MonkeyPatchWarning: Monkey-patching ssl after ssl has already been imported may lead to
        errors, including RecursionError on Python 3.6.
    server: RecursionError: maximum recursion depth exceeded
    client: gets no acknowledgement

Cause:
    `patch_all` replaces names in the standard library's modules. A module that ran `from ssl import
    SSLContext` or `from time import sleep` earlier keeps the old object. urllib3 does so, and
    requests and many other libraries import urllib3. The old `SSLContext` sets `minimum_version`
    with `super(SSLContext, SSLContext)`. By then this name refers to the new class, a subclass of
    the old one, so the setter calls itself until the stack is full. The warning mentions Python
    3.6, but the error still happens today.

    A `from time import sleep` before the patch causes no warning at all, and that sleep stops the
    whole server.

Fix:
    Patch in the first lines of the module that you start, before all other imports, and not in a
    module that it imports later. Under gunicorn the worker class patches. With `--preload`, or with
    a configuration file that imports the application, this is too late as well.

Versions:
    Python 3.11.7, gevent 26.9.0, urllib3 2.8.0, Flask-SocketIO 5.7.0.

References:
    https://github.com/gevent/gevent/issues/1016
    https://github.com/gevent/gevent/issues/1531
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/851
    https://www.gevent.org/api/gevent.monkey.html
"""

import warnings
from typing import TextIO

from backends.shared.pitfall import run


def in_short(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Print a warning without file paths."""
    print(f"{category.__name__}: {message}".partition(" Modules that")[0])


warnings.showwarning = in_short


def broken(port: int) -> None:
    from flask import Flask
    from flask_socketio import SocketIO
    from gevent import monkey
    from urllib3.util import create_urllib3_context

    monkey.patch_all()

    app = Flask(__name__)
    socketio = SocketIO(app, async_mode="gevent")

    @socketio.on("weather")
    def weather() -> str:
        # requests.get("https://...") does this first.
        create_urllib3_context()
        return "sunny"

    socketio.run(app, port=port)


def fixed(port: int) -> None:
    from gevent import monkey

    monkey.patch_all()

    from flask import Flask
    from flask_socketio import SocketIO
    from urllib3.util import create_urllib3_context

    app = Flask(__name__)
    socketio = SocketIO(app, async_mode="gevent")

    @socketio.on("weather")
    def weather() -> str:
        # requests.get("https://...") does this first.
        create_urllib3_context()
        return "sunny"

    socketio.run(app, port=port)


if __name__ == "__main__":
    run(broken, fixed)
