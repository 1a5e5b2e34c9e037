/** Ada loses her network. Bob sends messages until the server counts him alone. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  await recorder.open("/ws/ada", "ada");
  const bob = await recorder.open("/ws/bob", "bob");
  await recorder.network({ freeze: "/ws/ada" });
  for (let count = 1; count <= 6; count++) {
    bob.send(`hello ${count}`);
    await bob.next();
    if ((await bob.next()) === "clients: 1") return;
    await recorder.pause(400);
  }
};
