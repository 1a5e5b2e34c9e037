"""Settings and their errors, the port, and the line with the address."""

import platform
import socket

import pytest

from backends.shared import launcher
from backends.shared.launcher import Settings
from backends.shared.manifest import find


def parse(*arguments: str, **environ: str) -> Settings:
    """Parse the settings of a backend with two servers."""
    return Settings.parse("python -m backends.x", ["first", "second"], arguments, environ)


def test_settings_have_defaults() -> None:
    """The defaults are the first server, on loopback, with a random key."""
    settings = parse()
    assert (settings.host, settings.port, settings.server) == ("127.0.0.1", 8000, "first")
    assert (settings.push_interval, settings.heartbeat) == (1.0, 20.0)
    assert settings.allowed_origins == frozenset()
    assert len(settings.secret_key) == 64
    assert settings.secret_key != parse().secret_key


def test_settings_come_from_the_environment() -> None:
    """Every setting except the server can come from the environment."""
    settings = parse(
        HOST="::1",
        PORT="0",
        SECRET_KEY="k",
        ALLOWED_ORIGINS="http://a.example/, http://b.example,",
        PUSH_INTERVAL="0.5",
        HEARTBEAT="2",
    )
    assert settings == Settings(
        host="::1",
        port=0,
        server="first",
        secret_key="k",
        allowed_origins=frozenset({"http://a.example", "http://b.example"}),
        push_interval=0.5,
        heartbeat=2.0,
    )


def test_options_override_the_environment() -> None:
    """An option on the command line overrides the environment."""
    settings = parse("--port", "1234", "--server", "second", "--heartbeat", "3", PORT="1")
    assert (settings.port, settings.server, settings.heartbeat) == (1234, "second", 3.0)


@pytest.mark.parametrize(
    ("arguments", "environ", "message"),
    [
        (["--server", "third"], {}, "--server: invalid choice: 'third' (choose from"),
        (["--port", "65536"], {}, "--port: 65536 is not from 0 to 65535"),
        ([], {"PORT": "http"}, "--port: invalid port value: 'http'"),
        (["--heartbeat", "0"], {}, "--heartbeat: 0 is not a number of seconds"),
        ([], {"PUSH_INTERVAL": "nan"}, "--push-interval: nan is not a number of seconds"),
        (["--nonsense"], {}, "unrecognized arguments: --nonsense"),
    ],
)
def test_invalid_setting_exits_with_one_line(
    arguments: list[str],
    environ: dict[str, str],
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An invalid setting exits with status 2 and names the option and the value."""
    with pytest.raises(SystemExit) as caught:
        parse(*arguments, **environ)
    assert caught.value.code == 2
    assert message in capsys.readouterr().err.splitlines()[-1]


def test_read_settings_takes_the_servers_of_the_manifest(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line is read by default; other arguments replace it."""
    backend = find("geventws")
    monkeypatch.setattr("sys.argv", ["backend", "--server", "gunicorn"])
    monkeypatch.setenv("PORT", "1234")
    assert launcher.read_settings(backend).server == "gunicorn"
    settings = launcher.read_settings(backend, "gunicorn", ["--server", "pywsgi"])
    assert (settings.server, settings.port) == ("pywsgi", 1234)


def test_description_has_the_versions_of_a_servers_packages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The description has the manifest's names and the versions in the server's requirements."""
    monkeypatch.setattr("importlib.metadata.version", lambda name: f"version of {name}")
    description = launcher.describe(find("tornado"), "tornado")
    assert description == {
        "name": "tornado",
        "title": "Tornado",
        "protocol": "native",
        "server": "tornado",
        "versions": {"python": platform.python_version(), "tornado": "version of tornado"},
    }
    eventlet = launcher.versions(find("flask_socketio"), "gunicorn-eventlet")
    assert "eventlet" in eventlet
    assert "gevent" not in eventlet


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_listen_binds_a_free_port(host: str) -> None:
    """Port 0 binds a free port, and Nagle's algorithm is off."""
    with launcher.listen(parse("--host", host, "--port", "0")) as listener:
        assert listener.getsockname()[1] > 0
        assert listener.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_busy_port_exits_with_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A busy port exits with status 2 and names the address."""
    with launcher.listen(parse("--port", "0")) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(SystemExit) as caught:
            launcher.listen(parse("--port", str(port)))
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith(f"cannot listen on 127.0.0.1 port {port}: ")


@pytest.mark.parametrize(("host", "url"), [("127.0.0.1", "127.0.0.1"), ("::1", "[::1]")])
def test_announcement_has_title_server_and_address(
    host: str, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line has the backend's title, the server and the address."""
    settings = Settings.parse("tornado", ["tornado"], ["--host", host], {})
    launcher.announce(find("tornado"), settings, 8000)
    assert capsys.readouterr().out == f"Tornado (tornado) listening on http://{url}:8000\n"
