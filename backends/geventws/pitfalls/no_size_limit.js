/** Mallory sends 2 MiB, while Bob says one short thing after the other. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const bob = await scene.open("/length", "bob");
  const mallory = await scene.open("/length", "mallory");
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
    await Promise.race([scene.pause(100), end]);
  }
  scene.note(`bob has waited ${Math.round(longest)} ms at most`);
};
