"""The server sends by itself: from a timer, a thread, an HTTP route, Flask, or a job."""

import json
import re

import requests
from playwright.sync_api import expect
from websockets.sync.client import ClientConnection

from harness.processes.program import Program
from harness.pytest.snippets import Dial, Open, Serve
from harness.rfc6455.peer import Peer
from harness.rfc6455.wire import TEXT, frame


def post(url: str, text: str, **headers: str) -> requests.Response:
    """Post a form that contains a text."""
    with requests.Session() as session:
        session.trust_env = False  # use no proxy for this machine
        return session.post(url, {"text": text}, headers=headers, timeout=20)


def number(pattern: str, client: ClientConnection) -> int:
    """Return the number in a client's next message."""
    found = re.fullmatch(pattern, str(client.recv(timeout=20)))
    assert found is not None
    return int(found[1])


def check_pushes(server: Program, dial: Dial, pattern: str) -> None:
    """Check that two clients get the same numbers in order while a third vanishes."""
    first, second = [dial(f"{server.ws}/ws") for _ in range(2)]
    with Peer.open(server.url, "/ws") as vanishes:
        assert vanishes.read_message() is not None
    last = {client: number(pattern, client) for client in (first, second)}
    for _ in range(3):
        for client in (first, second):
            last[client] = later(last[client], number(pattern, client))
    while last[first] != last[second]:
        behind = min(last, key=lambda client: last[client])
        last[behind] = later(last[behind], number(pattern, behind))


def later(before: int, now: int) -> int:
    """Return a number, which must be larger than the one before."""
    assert now > before
    return now


def test_background_task_reaches_all_clients(serve: Serve, dial: Dial) -> None:
    """Clients that have sent nothing get one tick after the other."""
    server = serve("background_task", "--port", "0", "--seconds", "0.1")
    check_pushes(server, dial, r"tick (\d+)")


def test_thread_reaches_all_clients(serve: Serve, dial: Dial) -> None:
    """The thread's readings reach all clients, in order."""
    check_pushes(serve("thread"), dial, r"reading (\d+) of the thread sensor")


def test_route_reaches_all_sockets(serve: Serve, dial: Dial) -> None:
    """A posted text reaches every socket, and the answer counts them."""
    server = serve("from_route")
    clients = [dial(f"{server.ws}/ws") for _ in range(2)]
    assert post(f"{server.url}/announce", "Tea is ready").json() == {"recipients": 2}
    assert [client.recv(timeout=20) for client in clients] == ["Tea is ready"] * 2


def test_route_rejects_other_websites(serve: Serve, dial: Dial) -> None:
    """A post from a foreign page is rejected and reaches no one."""
    server = serve("from_route")
    client = dial(f"{server.ws}/ws")
    rejected = post(f"{server.url}/announce", "spam", Origin="https://evil.example")
    assert rejected.status_code == 403
    assert post(f"{server.url}/announce", "marker", Origin=server.url).status_code == 200
    assert client.recv(timeout=20) == "marker"


def test_flask_shares_the_port_with_sockets(serve: Serve, dial: Dial) -> None:
    """Flask's view sends to Tornado's sockets, and unknown URLs get Flask's 404."""
    server = serve("flask_on_the_same_port")
    clients = [dial(f"{server.ws}/ws") for _ in range(2)]
    answer = post(f"{server.url}/announce", "from Flask")
    assert (answer.status_code, answer.text) == (202, "on its way")
    assert [client.recv(timeout=20) for client in clients] == ["from Flask"] * 2
    nowhere = post(f"{server.url}/nowhere", "")
    assert nowhere.status_code == 404
    assert "The requested URL was not found on the server" in nowhere.text
    foreign = post(f"{server.url}/announce", "spam", Origin="https://evil.example")
    assert foreign.status_code == 403


def test_blocking_work_keeps_the_loop_free(serve: Serve, dial: Dial) -> None:
    """While one client's query takes a minute, another client is answered."""
    server = serve("blocking_work", "--port", "0", "--query-seconds", "60")
    other = dial(f"{server.ws}/ws")
    with Peer.open(server.url, "/ws") as waiting:
        waiting.send(frame(TEXT, "query"))
        server.expect_log("slow query begins")
        other.send("hello?")
        assert other.recv(timeout=20) == "query is all that I know"


def test_blocking_work_answers_its_client(serve: Serve, dial: Dial) -> None:
    """The client that asked gets the result."""
    server = serve("blocking_work", "--port", "0", "--query-seconds", "0")
    client = dial(f"{server.ws}/ws")
    client.send("query")
    assert client.recv(timeout=20) == "the answer is 42"


STEPS = [{"done": done, "of": 5} for done in range(6)]


def test_progress_reaches_its_client_only(serve: Serve, dial: Dial) -> None:
    """Each client gets the steps of its own job, in order."""
    server = serve("progress", "--port", "0", "--step-seconds", "0.02")
    worker, other = [dial(f"{server.ws}/ws") for _ in range(2)]
    worker.send("start")
    assert [json.loads(worker.recv(timeout=20)) for _ in STEPS] == STEPS
    other.send("start")
    assert [json.loads(other.recv(timeout=20)) for _ in STEPS] == STEPS


def test_progress_stops_with_its_tab(serve: Serve, dial: Dial) -> None:
    """The job ends with the connection."""
    server = serve("progress", "--port", "0", "--step-seconds", "60")
    client = dial(f"{server.ws}/ws")
    client.send("start")
    assert json.loads(client.recv(timeout=20)) == STEPS[0]
    client.close()
    server.expect_log("job cancelled")


def test_progress_is_shown_in_a_page(serve: Serve, open_page: Open) -> None:
    """A click starts the job, and the bar fills."""
    page = open_page(serve("progress", "--port", "0", "--step-seconds", "0.02").url)
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("5 of 5 steps are done")).to_be_visible()
    expect(page.get_by_label("Progress")).to_have_js_property("position", 1)
