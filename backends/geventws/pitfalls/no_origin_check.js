/** The user has logged in at the server; this page is another website's, and opens their inbox. */

export const elsewhere = true;

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const login = /** @type {const} */ ({ method: "POST", mode: "no-cors", credentials: "include" });
  await fetch(new URL("/login", scene.server), login);
  scene.note("ada has logged in at the server");
  const line = scene.webSocket("/inbox");
  await Promise.race([line.next(), line.closed]);
};
