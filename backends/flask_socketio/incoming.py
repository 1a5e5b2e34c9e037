"""Handles what a client sends: each packet reaches its handler, or the client gets an error.

Engine.IO calls `receive` for each message. python-socketio decodes it (packet.py) and runs the
event's handler in the same thread, so `receive` catches the errors of both.
"""

from collections.abc import Callable

from socketio.packet import ACK, Packet

from ..shared.contract import Code, ContractError, failure
from .events import DepartedError, lock, socketio
from .packet import CheckedPacket, PacketTooBigError, current

NAMESPACES = ("/echo", "/broadcast", "/chat", "/push")
CONNECT_OR_DISCONNECT = ("0", "1")
"""The first characters of packets that connect a client to a namespace, or disconnect it."""


def answer_errors() -> None:
    """Put `receive` and `close` between Engine.IO and python-socketio."""
    engine = socketio.server.eio
    handle_message: Callable[[str, object], None] = engine.handlers["message"]
    handle_disconnect: Callable[[str, str], None] = engine.handlers["disconnect"]

    def receive(engine_sid: str, data: object) -> None:
        """Handle one message of a client."""
        if data == "":  # not empty bytes, which are an attachment
            return  # python-socketio reads it as an event without a name
        try:
            if isinstance(data, str) and data.startswith(CONNECT_OR_DISCONNECT):
                with lock:
                    # Another thread may have closed the connection already.
                    if engine_sid in socketio.server.environ:
                        handle_message(engine_sid, data)
            else:
                handle_message(engine_sid, data)
        except ContractError as error:
            answer(engine_sid, current.get(), error)
        except PacketTooBigError:
            drop(engine_sid)
        except DepartedError:
            pass
        # Anything else is a bug: Engine.IO logs it, and the connection stays open.

    def close(engine_sid: str, reason: str) -> None:
        """Run a client's disconnect handlers. Any thread may close the connection."""
        with lock:
            handle_disconnect(engine_sid, reason)

    engine.on("message", receive)
    engine.on("disconnect", close)


def answer(engine_sid: str, packet: CheckedPacket, error: ContractError) -> None:
    """Send an error as the acknowledgement, or as an event if the client asked for none."""
    # Do not wait for the attachments of an invalid packet. python-socketio 5.18 has no public API
    # for this.
    socketio.server._binary_packet.pop(engine_sid, None)
    namespace = packet.namespace or "/"
    sid = socketio.server.manager.sid_from_eio_sid(engine_sid, namespace)
    if sid is None:
        return  # not connected to this namespace
    if packet.id is None:
        socketio.emit("error", error.to_data(), namespace=namespace, to=sid)
    else:
        acknowledgement = Packet(ACK, [failure(error)], namespace, packet.id)
        socketio.server.eio.send(engine_sid, acknowledgement.encode())


def drop(engine_sid: str) -> None:
    """Close a client's connection, with all its namespaces.

    In a background task, because closing waits until the client's send queue is empty.
    """
    socketio.start_background_task(socketio.server.eio.disconnect, engine_sid)


def reject_unknown(event: str, *_: object) -> None:
    """Reject an event that has no handler."""
    raise ContractError(Code.UNKNOWN_EVENT, f"no event {event[:40]!r} here")


for namespace in NAMESPACES:
    socketio.on_event("*", reject_unknown, namespace=namespace)
