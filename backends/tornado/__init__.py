"""The application on Tornado: handlers on one event loop, native WebSockets."""
