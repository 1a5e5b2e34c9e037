"""Settings: defaults, environment, options, and one clear line for what cannot be read."""

import pytest

from backends.shared.contract import Settings


def parse(*arguments: str, **environ: str) -> Settings:
    """Parse the settings of a backend with two forms."""
    return Settings.parse("python -m backends.x", ["first", "second"], arguments, environ)


def test_defaults() -> None:
    """Without a word, a server runs its first form on loopback, with a key of its own."""
    settings = parse()
    assert (settings.host, settings.port, settings.server) == ("127.0.0.1", 8000, "first")
    assert (settings.push_interval, settings.heartbeat) == (1.0, 20.0)
    assert settings.allowed_origins == frozenset()
    assert len(settings.secret_key) == 64
    assert settings.secret_key != parse().secret_key


def test_environment_is_read() -> None:
    """Every setting but the form can come from the environment."""
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


def test_options_win_over_the_environment() -> None:
    """An option on the command line beats the environment."""
    settings = parse("--port", "1234", "--server", "second", "--heartbeat", "3", PORT="1")
    assert (settings.port, settings.server, settings.heartbeat) == (1234, "second", 3.0)


@pytest.mark.parametrize(
    ("arguments", "environ", "words"),
    [
        (["--server", "third"], {}, "--server: invalid choice: 'third' (choose from"),
        (["--port", "65536"], {}, "--port: 65536 is not from 0 to 65535"),
        ([], {"PORT": "http"}, "--port: invalid port value: 'http'"),
        (["--heartbeat", "0"], {}, "--heartbeat: 0 is not a number of seconds"),
        ([], {"PUSH_INTERVAL": "nan"}, "--push-interval: nan is not a number of seconds"),
        (["--nonsense"], {}, "unrecognized arguments: --nonsense"),
    ],
)
def test_unreadable_setting_is_one_line(
    arguments: list[str],
    environ: dict[str, str],
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What cannot be read ends with status 2, naming option and value."""
    with pytest.raises(SystemExit) as caught:
        parse(*arguments, **environ)
    assert caught.value.code == 2
    assert words in capsys.readouterr().err.splitlines()[-1]
