/** Connects with a wrong token, then with none, and asks for a secret if accepted. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const clients = { "wrong token": { auth: { token: "wrong" } }, "no token": {} };
  for (const [name, options] of Object.entries(clients)) {
    const socket = recorder.io(name, options);
    await Promise.race([recorder.once(socket, "connect"), recorder.once(socket, "connect_error")]);
    if (!socket.connected) continue;
    recorder.record("message", `${name}: ${await socket.emitWithAck("secret")}`);
  }
};
