/**
 * Logs in, connects twice, logs out by HTTP, and asks on the connection that is open who it is. The
 * second connection writes Socket.IO's packets by hand: it leaves, and enters again.
 */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  await scene.fetch("/login", { method: "POST" });
  const socket = scene.io("page");
  await scene.once(socket, "connect");
  const gone = scene.once(socket, "disconnect");
  const program = await scene.open("/socket.io/?EIO=4&transport=websocket", "program");
  /** @param {RegExp} begin */
  const packet = async (begin) => {
    while (!begin.test(String(await program.next())));
  };
  program.send("40");
  await packet(/^40/);
  await scene.fetch("/logout", { method: "POST" });
  await scene.fetch("/whoami");
  await scene.fetch("/remind", { method: "POST" });
  const whoami = socket.emitWithAck("whoami").then((name) => {
    scene.record("message", `page: event whoami: ${name}`);
  });
  await Promise.race([whoami, gone]);
  program.send("41");
  program.send("40");
  await packet(/^4[04]/);
};
