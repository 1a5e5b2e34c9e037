/** Connects with a wrong token, then with an old one, and asks for a secret if accepted. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  for (const token of ["a wrong token", "an old token"]) {
    const socket = recorder.io(token, { auth: { token } });
    await Promise.race([recorder.once(socket, "connect"), recorder.once(socket, "connect_error")]);
    if (!socket.connected) continue;
    recorder.record("message", `${token}: ${await socket.emitWithAck("secret")}`);
  }
};
