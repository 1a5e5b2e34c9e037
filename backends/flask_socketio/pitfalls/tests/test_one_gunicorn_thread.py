"""gunicorn's gthread worker with one thread."""

from harness.pytest.pitfalls import RunSide


def test_broken_serves_one_client_only(run_side: RunSide) -> None:
    """The page arrives only after the single WebSocket has closed."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    assert broken.seen("client", "ada: hello yourself", "message")
    (leaves,) = broken.seen("client", "Ada leaves")
    (health,) = broken.seen("client", "GET /health: 200 well")
    (answer,) = broken.seen("wire", "200 OK well", "response")
    assert leaves.at < answer.at
    assert leaves.at < health.at


def test_fixed_serves_other_clients(run_side: RunSide) -> None:
    """The page arrives while the WebSocket is open."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert fixed.seen("client", "ada: hello yourself", "message")
    (leaves,) = fixed.seen("client", "Ada leaves")
    (health,) = fixed.seen("client", "GET /health: 200 well")
    assert health.at < leaves.at
