/** Ada has logged in to the server. This page, from another website, opens her inbox. */

export const elsewhere = true;

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const login = /** @type {const} */ ({ method: "POST", mode: "no-cors", credentials: "include" });
  await fetch(new URL("/login", recorder.server), login);
  recorder.note("ada has logged in at the server");
  const connection = recorder.webSocket("/inbox");
  await Promise.race([connection.next(), connection.closed]);
};
