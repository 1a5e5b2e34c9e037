/**
 * Logs in, connects twice, logs out by HTTP, and asks on the open connection who it is. The second
 * connection writes Socket.IO packets by hand: it leaves the namespace and connects to it again.
 */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  await recorder.fetch("/login", { method: "POST" });
  const socket = recorder.io("page");
  await recorder.once(socket, "connect");
  const gone = recorder.once(socket, "disconnect");
  const program = await recorder.open("/socket.io/?EIO=4&transport=websocket", "program");
  /** @param {RegExp} begin */
  const packet = async (begin) => {
    while (!begin.test(String(await program.next())));
  };
  program.send("40");
  await packet(/^40/);
  await recorder.fetch("/logout", { method: "POST" });
  await recorder.fetch("/whoami");
  await recorder.fetch("/remind", { method: "POST" });
  const whoami = socket.emitWithAck("whoami").then((name) => {
    recorder.record("message", `page: event whoami: ${name}`);
  });
  await Promise.race([whoami, gone]);
  program.send("41");
  program.send("40");
  await packet(/^4[04]/);
};
