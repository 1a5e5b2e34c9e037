/** Gives a wrong password, and looks at the code that it is closed with. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const line = await scene.open("/members");
  line.send("let me in");
  const { code } = await line.closed;
  scene.note(code === 4001 ? "ask for the password again" : `what does ${code} mean?`);
};
