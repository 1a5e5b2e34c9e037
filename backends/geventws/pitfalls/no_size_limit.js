/** Mallory sends 2 MiB while Bob sends one short message after another. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const bob = await recorder.open("/length", "bob");
  const mallory = await recorder.open("/length", "mallory");
  bob.send("hi");
  await bob.next();
  mallory.send("x".repeat(2 << 20));

  let over = false;
  let longest = 0;
  const end = Promise.race([mallory.next(), mallory.closed]).then(() => {
    over = true;
  });
  while (!over) {
    const began = performance.now();
    bob.send("hi");
    await bob.next();
    longest = Math.max(longest, performance.now() - began);
    await Promise.race([recorder.pause(100), end]);
  }
  recorder.note(`bob has waited ${Math.round(longest)} ms at most`);
};
