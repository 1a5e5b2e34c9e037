"""Render parts of docs/spec/asyncapi.yaml: `{contract} limits`, `{contract} messages chat`.

Each part becomes Markdown, which is parsed in place: its headings appear in the page's table of
contents, and nothing in the contract is written twice.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from harness import spec

Schema = dict[str, Any]
Message = dict[str, Any]


class ContractDirective(SphinxDirective):
    """`{contract} <part> [<scenario>]`: one part of the contract."""

    required_arguments = 1
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Parse the part's Markdown in place."""
        part, *scenario = self.arguments
        markdown = "\n".join(PARTS[part](*scenario))
        return self.parse_text_to_nodes(markdown, allow_section_headings=True)


def limits() -> Iterator[str]:
    """Tabulate the limits."""
    yield from table("Limit", "Value", "Meaning")
    for name, limit in spec.SPEC["x-limits"].items():
        yield row(code(name), f"{limit['value']:,}", limit["description"])


def errors() -> Iterator[str]:
    """Tabulate the error codes."""
    yield from table("Code", "Meaning")
    for name, meaning in spec.SPEC["x-error-codes"].items():
        yield row(code(name), meaning)


def closes() -> Iterator[str]:
    """Tabulate the close codes of native servers."""
    yield from table("Close code", "Reason")
    for number, reason in spec.SPEC["x-close-codes"].items():
        yield row(number, reason)


def settings() -> Iterator[str]:
    """Tabulate the settings of a server."""
    yield from table("Variable", "Option", "Default", "Meaning")
    for name, setting in spec.SPEC["x-settings"].items():
        option, default = setting.get("option"), setting["default"]
        yield row(code(name), code(option), code(default), setting["description"])


def framing() -> Iterator[str]:
    """Describe the framing of both protocols."""
    for name, title in (("native", "Native WebSocket"), ("socketio", "Socket.IO")):
        server = spec.SPEC["servers"][name]
        yield from (f"### {title}", "", server["description"], "")
        framing = spec.SPEC["x-framing"][name]
        yield from (framing["description"], "")
        for side in ("client", "server"):
            if side in framing:
                schema = spec.resolve(framing[side])
                yield from (schema["description"], "", *fields(schema), "")
                for each in schema["examples"]:
                    yield from example(each)


def types() -> Iterator[str]:
    """Define the types that the tables of fields refer to."""
    for name, schema in spec.SPEC["components"]["schemas"].items():
        if is_type(schema):
            rules = describe(schema)
            yield from (f"(type-{name.lower()})=", f"{name}", f": {rules}. {schema['description']}")
            if "pattern" in schema:
                yield from ("", f"  Pattern: `{schema['pattern']}`")
            yield ""


def messages(scenario: str) -> Iterator[str]:
    """Describe every message of one scenario: the client's first, then the server's."""
    sides: dict[str, list[str]] = {}
    replies: dict[str, Message] = {}
    for operation in operations(scenario):
        side = "Client" if operation["action"] == "receive" else "Server"
        for reference in operation["messages"]:
            sides.setdefault(reference["$ref"], []).append(side)
            if "reply" in operation:
                replies[reference["$ref"]] = spec.resolve(operation["reply"]["messages"][0])
    for reference, who in sides.items():
        message = spec.resolve({"$ref": reference})
        if message["name"] == "error":
            continue  # It is the same in every scenario; the page describes it once.
        yield from (f"#### {' and '.join(who).capitalize()}: `{message['name']}`", "")
        yield from describe_message(message)
        if reference in replies:
            yield from describe_reply(replies[reference])


def failures() -> Iterator[str]:
    """Describe the acknowledgement of a failed request, and the event `error`."""
    for name in ("Failed", "Error"):
        yield from describe_message(spec.SPEC["components"]["messages"][name])


def http() -> Iterator[str]:
    """Describe every HTTP endpoint."""
    for path, operations in spec.SPEC["x-http"].items():
        for method, operation in operations.items():
            yield from (f"### `{method.upper()} {path}`", "", operation["summary"], "")
            if "requestBody" in operation:
                body = operation["requestBody"]["content"]["application/json"]
                yield from (*fields(spec.resolve(body["schema"])), "", *example(body["example"]))
            yield from table("Status", "Meaning", "Example body")
            for status, response in operation["responses"].items():
                answer = response.get("content", {}).get("application/json", {})
                body = code(compact(answer["example"])) if answer else ""
                yield row(status, response["description"], body)
            yield ""


PARTS: dict[str, Callable[..., Iterator[str]]] = {
    part.__name__: part
    for part in (limits, errors, closes, settings, framing, types, messages, failures, http)
}


def operations(scenario: str) -> Iterator[dict[str, Any]]:
    """Yield the operations of one scenario."""
    for operation in spec.SPEC["operations"].values():
        if operation["channel"]["$ref"] == f"#/channels/{scenario}":
            yield operation


def describe_message(message: Message) -> Iterator[str]:
    """Describe a message: its summary, fields and examples."""
    schema = spec.resolve(message["payload"])
    yield from (message["summary"], "")
    if "properties" in schema:
        yield from (*fields(schema), "")
        for each in message["examples"]:
            yield from example(each["payload"])
    else:
        yield from (f"{schema['description']}", "")


def describe_reply(message: Message) -> Iterator[str]:
    """Describe the acknowledgement of a successful request."""
    if list(spec.resolve(message["payload"])["properties"]) == ["ok"]:
        yield from (f"Acknowledged with {code(compact(message['examples'][0]['payload']))}.", "")
    else:
        yield from ("Acknowledged:", "", *describe_message(message))


def fields(schema: Schema) -> Iterator[str]:
    """Tabulate an object's fields."""
    meanings = {
        name: ("" if name in schema["required"] else "Optional. ") + field.get("description", "")
        for name, field in schema["properties"].items()
    }
    described = any(meanings.values())
    yield from table("Field", "Type", "Meaning") if described else table("Field", "Type")
    for name, field in schema["properties"].items():
        cells = [code(name), describe(field), meanings[name].strip()]
        yield row(*cells) if described else row(*cells[:2])


def describe(schema: Schema) -> str:
    """Describe a value's type in a few words; a named type is a link."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        target = spec.resolve(schema)
        if is_type(target):
            return f"[{name}](#type-{name.lower()})"
        return describe(target) if "oneOf" in target else code(name.lower())
    if "const" in schema:
        return code(compact(schema["const"]))
    if "enum" in schema:
        return ", ".join(map(code, schema["enum"]))
    for words in ("oneOf", "allOf"):
        if words in schema:
            return " or ".join(map(describe, schema[words]))
    kind = schema["type"]
    words = " or ".join([kind] if isinstance(kind, str) else kind)
    if kind == "array":
        words = f"list of {describe(schema['items'])}"
    return words + bounds(schema)


def bounds(schema: Schema) -> str:
    """Describe the bounds of a value or of its length."""
    for least, most, unit in (
        ("minimum", "maximum", ""),
        ("minLength", "maxLength", " characters"),
        ("minItems", "maxItems", " items"),
    ):
        low, high = schema.get(least), schema.get(most)
        if low is not None and high is not None:
            return f", {low} to {high}{unit}"
        if low is not None:
            return f", {low}{unit} or more"
        if high is not None:
            return f", at most {high}{unit}"
    return ""


def is_type(schema: Schema) -> bool:
    """Return whether a schema is a described value rather than a message with fields."""
    return "description" in schema and "properties" not in schema and "oneOf" not in schema


def example(value: object) -> Iterator[str]:
    """Format a value as JSON, on one line if it fits."""
    line = compact(value)
    if len(line) > 88:
        line = json.dumps(value, ensure_ascii=False, indent=2)
    yield from ("```json", line, "```", "")


def compact(value: object) -> str:
    """Return a value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False)


def code(text: str | None) -> str:
    """Format text as code."""
    return f"`{text}`" if text else ""


def table(*titles: str) -> Iterator[str]:
    """Yield a table's header."""
    yield row(*titles)
    yield row(*("---" for _ in titles))


def row(*cells: str) -> str:
    """Return one row of a table."""
    return f"| {' | '.join(cells)} |"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("contract", ContractDirective)
    return {"version": "1", "parallel_read_safe": True}
