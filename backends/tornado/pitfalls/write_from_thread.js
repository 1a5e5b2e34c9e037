/** Asks for a measurement, and once more where none comes. */

/** @type {import("../../../frontend/lab/scene.js").Play} */
export default async (scene) => {
  const line = await scene.open("/sensor");
  line.send("measure");
  const first = line.next();
  if (!(await Promise.race([first, scene.pause(700)]))) {
    scene.note("nothing has come: asks again");
    line.send("measure, please");
  }
  await first;
};
