"""The least that one writes with each library, to measure the backends against.

`python -m harness.bench.bare.<backend>_<form> PORT` serves /ws/echo and /ws/broadcast, or the
namespaces /echo and /broadcast, in the backend's own environment. No limits, no outbox, no
heartbeat, no log-in, no parsing: frames go out as they came in.

Their libraries are in the backends' environments only, where nobody checks the harness's types:
hence `mypy: ignore-errors`.
"""
