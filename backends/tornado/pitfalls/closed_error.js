/** Cleo sends a report to all: Ada reads slowly, and meanwhile Bob leaves. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const ada = await scene.open("/ws/ada", "ada");
  const bob = await scene.open("/ws/bob", "bob");
  const cleo = await scene.open("/ws/cleo", "cleo");
  await scene.network({ freeze: "/ws/ada" });
  cleo.send("the report, please");
  await cleo.next();
  bob.socket.close();
  await bob.closed;
  await scene.network({ thaw: "/ws/ada" });
  await ada.next();
  await Promise.race([cleo.next(), cleo.closed]);
};
