"""Messages over a native WebSocket: JSON by type, answers by id."""

import json

from playwright.sync_api import BrowserContext

from browser.tests.scripted_server import OPEN, Listen, text
from harness.pytest.snippets import LoadModule

JSON = """(url) => {
    window.heard = [];
    window.socket = new snippet.JsonSocket(url);
    socket.on("price", ({ symbol, value }) => heard.push(`${symbol}: ${value}`));
    socket.on("end", () => heard.push("end"));
}"""


def test_json_messages_reach_the_handler_of_their_type(
    listen: Listen, load_module: LoadModule
) -> None:
    """Each type has its handler; a type without one is ignored."""
    scripted_server = listen()
    page = load_module("native/json_messages", scripted_server.url)
    page.evaluate(JSON, scripted_server.ws)
    page.evaluate("socket.opened.then(() => socket.send('subscribe', { symbol: 'Ä' }))")
    connection = scripted_server.accept()
    assert json.loads(text(connection)) == {"type": "subscribe", "data": {"symbol": "Ä"}}
    for message in (
        {"type": "price", "data": {"symbol": "Ä", "value": 7}},
        {"type": "constructor", "data": 1},
        {"type": "end"},
    ):
        connection.send(json.dumps(message))
    page.wait_for_function("heard.at(-1) === 'end'")
    assert page.evaluate("heard") == ["Ä: 7", "end"]


def test_json_messages_have_one_handler_for_each_type(
    listen: Listen, load_module: LoadModule
) -> None:
    """A second handler for a type replaces the first."""
    scripted_server = listen()
    page = load_module("native/json_messages", scripted_server.url)
    page.evaluate(JSON, scripted_server.ws)
    page.evaluate("socket.on('price', ({ value }) => heard.push(value))")
    connection = scripted_server.accept()
    connection.send('{"type": "price", "data": {"symbol": "A", "value": 7}}')
    connection.send('{"type": "end"}')
    page.wait_for_function("heard.at(-1) === 'end'")
    assert page.evaluate("heard") == [7, "end"]


def test_json_socket_rejects_when_the_handshake_fails(
    listen: Listen, load_module: LoadModule
) -> None:
    """The promise for the open connection rejects if the handshake fails."""
    scripted_server = listen()
    scripted_server.rejecting = True
    page = load_module("native/json_messages", scripted_server.url)
    opened = "(url) => new snippet.JsonSocket(url).opened.catch((error) => error.message)"
    assert page.evaluate(opened, scripted_server.ws) == "closed with 1006"


REQUESTS = f"""async (url) => {{
    await ({OPEN})(url);
    window.requests = new snippet.Requests(socket);
    window.ask = (data) => requests.send(data).then((answer) => answer, (error) => error.message);
}}"""


def test_acknowledgement_matches_answers_by_id(listen: Listen, load_module: LoadModule) -> None:
    """Each promise gets its own answer, in whatever order they arrive."""
    scripted_server = listen()
    page = load_module("native/acknowledgement", scripted_server.url)
    page.evaluate(REQUESTS, scripted_server.ws)
    connection = scripted_server.accept()
    page.evaluate("void (window.answers = Promise.all([ask({ add: [1, 2] }), ask('second')]))")
    first, second = json.loads(text(connection)), json.loads(text(connection))
    assert [first["data"], second["data"]] == [{"add": [1, 2]}, "second"]
    connection.send('{"type": "something else"}')
    connection.send(json.dumps({"ack": second["id"], "data": "two"}))
    connection.send(json.dumps({"ack": first["id"], "data": 3}))
    assert page.evaluate("answers") == [3, "two"]


def test_acknowledgement_times_out(
    still: BrowserContext, listen: Listen, load_module: LoadModule
) -> None:
    """After 10 seconds the promise rejects, and a late answer is ignored."""
    scripted_server = listen()
    page = load_module("native/acknowledgement", scripted_server.url)
    page.evaluate(REQUESTS, scripted_server.ws)
    connection = scripted_server.accept()
    page.evaluate("void ask('slow').then((it) => { window.slow = it; })")
    late = json.loads(text(connection))
    page.clock.run_for(9_999)
    assert page.evaluate("window.slow") is None
    page.clock.run_for(1)
    page.wait_for_function("window.slow")
    assert page.evaluate("slow") == "no answer in 10000 ms"
    page.evaluate("void (window.quick = ask('quick'))")
    quick = json.loads(text(connection))
    connection.send(json.dumps({"ack": late["id"], "data": "late"}))
    connection.send(json.dumps({"ack": quick["id"], "data": "in time"}))
    assert page.evaluate("quick") == "in time"


def test_acknowledgement_rejects_when_the_connection_ends(
    listen: Listen, load_module: LoadModule
) -> None:
    """The end of the connection rejects waiting and later requests."""
    scripted_server = listen()
    page = load_module("native/acknowledgement", scripted_server.url)
    page.evaluate(REQUESTS, scripted_server.ws)
    connection = scripted_server.accept()
    page.evaluate("void (window.answers = Promise.all([ask(1), ask(2)]))")
    connection.close(1001)
    assert page.evaluate("answers") == ["closed with 1001", "closed with 1001"]
    assert page.evaluate("ask(3)") == "not connected"
