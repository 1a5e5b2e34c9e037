/** Connects to a path with a typing error in it, and then to the right one. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const wrong = scene.webSocket("/ehco", "wrong");
  await wrong.closed;
  const right = await scene.open("/echo", "right");
  right.send("hello");
  await right.next();
};
