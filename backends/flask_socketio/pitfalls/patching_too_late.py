"""monkey.patch_all() after the imports: HTTPS requests end in a RecursionError.

Looks like:
    an error in the server's log
    the client gets nothing
    everybody waits

Symptom:
    server: MonkeyPatchWarning: Monkey-patching ssl after ssl has already been imported may lead to
        errors, including RecursionError on Python 3.6.
    server: RecursionError: maximum recursion depth exceeded
    client: gets no acknowledgement

Cause:
    `patch_all` exchanges names in the standard library's modules. A module that has said `from ssl
    import SSLContext` or `from time import sleep` before keeps the old thing. urllib3 does so, and
    is imported by requests and by many others. The old `SSLContext` sets `minimum_version` with
    `super(SSLContext, SSLContext)`, where the name is the new class by now, a child of the old one:
    the setter finds itself again, until the stack is full. The warning's "Python 3.6" is out of
    date: it happens today.

    A `from time import sleep` that came too early gives no warning at all: that sleep stops the
    whole server.

Fix:
    Patch in the very first lines of the module that is started, before every other import; not in a
    module that it imports somewhere in the middle. Under gunicorn the worker class patches, but
    after `--preload` or a configuration file that imports the application it is too late as well.

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
    """Print a warning without the paths of files."""
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
        # The first thing that requests.get("https://...") does.
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
        # The first thing that requests.get("https://...") does.
        create_urllib3_context()
        return "sunny"

    socketio.run(app, port=port)


if __name__ == "__main__":
    run(broken, fixed)
