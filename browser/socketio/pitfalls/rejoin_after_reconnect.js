/**
 * After a reconnect a client is in none of its rooms.
 *
 * Looks like:
 *     the client gets nothing
 *     messages are lost
 *
 * Symptom:
 *     client: is connected and gets broadcasts, but nothing that is sent to its room
 *     server: no error: the room is empty, and emits to it reach no client
 *
 * Cause:
 *     A reconnect is a new session with a new sid. Rooms hold sids, and at the disconnect the
 *     server removes the old sid from all rooms (`BaseManager.basic_disconnect` of
 *     python-socketio). A page that joins once, after its first `connect`, does not notice.
 *
 * Fix:
 *     Join in the `connect` handler, which runs for each connection. Or let the server's own
 *     `connect` handler join the rooms that belong to the user's session or token: then the page
 *     cannot forget it. Messages sent in the meantime are lost either way: ask for them after
 *     joining.
 *
 * Versions:
 *     socket.io-client 4.8.4; Flask-SocketIO 5.7.0, which has no connection state recovery.
 *
 * References:
 *     https://socket.io/docs/v4/client-socket-instance/#connect
 *     python-socketio, base_manager.py: BaseManager.basic_disconnect
 */

/** @import { Recorder } from "../../../frontend/lab/recorder.js" */
/** @import { Socket } from "socket.io-client" */

/** @param {Recorder} recorder @param {Socket} ada */
async function loseTheConnection(recorder, ada) {
  const bob = recorder.io("bob", { reconnectionDelay: 100 });
  await recorder.once(bob, "connect");
  const heard = recorder.once(ada, "said");
  await bob.emitWithAck("say", "tea", "the tea is ready");
  await heard;
  const again = Promise.all([recorder.once(ada, "connect"), recorder.once(bob, "connect")]);
  await recorder.network({ cut: "/socket.io" });
  await again;
  await ada.emitWithAck("echo", "here again");
  await bob.emitWithAck("say", "tea", "there is more tea");
  await bob.emitWithAck("tell", "good night");
}

/** @param {Recorder} recorder */
export async function broken(recorder) {
  const ada = recorder.io("ada", { reconnectionDelay: 100 });
  await recorder.once(ada, "connect");
  await ada.emitWithAck("join", "tea");
  await loseTheConnection(recorder, ada);
}

/** @param {Recorder} recorder */
export async function fixed(recorder) {
  const ada = recorder.io("ada", { reconnectionDelay: 100 });
  ada.on("connect", () => ada.emit("join", "tea"));
  await recorder.once(ada, "connect");
  await ada.emitWithAck("echo", "in the room now");
  await loseTheConnection(recorder, ada);
}
