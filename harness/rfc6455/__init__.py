"""Clients that send and check frames byte by byte, which no WebSocket library allows."""
