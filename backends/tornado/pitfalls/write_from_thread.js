/** Asks for a measurement, and once more where none comes. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const line = await recorder.open("/sensor");
  line.send("measure");
  const first = line.next();
  if (!(await Promise.race([first, recorder.pause(700)]))) {
    recorder.note("nothing has come: asks again");
    line.send("measure, please");
  }
  await first;
};
