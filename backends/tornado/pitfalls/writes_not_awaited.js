/** Two clients of a feed lose their network for a while. Then one reads on; the other vanishes. */

const PICTURES = 10;

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const ada = await recorder.open("/camera?ada", "ada");
  await recorder.open("/camera?bob", "bob");
  await recorder.network({ freeze: "/camera" });
  await recorder.fetch("/motion", { method: "POST" });
  // Each answer takes at least one turn of the server's loop, which leaves time for a picture.
  for (let answers = 0; answers < PICTURES; answers += 1) {
    await recorder.pause(50);
    await recorder.fetch("/memory", { cache: "no-store" });
  }
  await recorder.network({ cut: "/camera?bob" });
  await recorder.network({ thaw: "/camera" });
  for (let pictures = 0; pictures < PICTURES; pictures += 1) await ada.next();
};
