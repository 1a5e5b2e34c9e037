/** Two clients of a feed do not get at the network for a while; then one reads on, the other is gone. */

const PICTURES = 10;

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const ada = await recorder.open("/camera?ada", "ada");
  await recorder.open("/camera?bob", "bob");
  await recorder.network({ freeze: "/camera" });
  await recorder.fetch("/motion", { method: "POST" });
  // To answer takes a turn of the server's loop at least, and so there is time for a picture.
  for (let answers = 0; answers < PICTURES; answers += 1) {
    await recorder.pause(50);
    await recorder.fetch("/memory", { cache: "no-store" });
  }
  await recorder.network({ cut: "/camera?bob" });
  await recorder.network({ thaw: "/camera" });
  for (let pictures = 0; pictures < PICTURES; pictures += 1) await ada.next();
};
