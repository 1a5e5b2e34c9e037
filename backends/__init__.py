"""One WebSocket application, written once per library: one folder per backend.

`backends/README.md` says how a folder becomes a backend.
"""
