"""Frames byte by byte: what a WebSocket library would refuse to send, and what it would hide."""
