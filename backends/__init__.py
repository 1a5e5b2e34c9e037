"""The same WebSocket application, written once per library: one folder for each backend.

`backends/README.md` explains how to add one.
"""
