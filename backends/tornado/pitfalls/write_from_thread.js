/** Asks for a measurement, and asks again if none comes. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const connection = await recorder.open("/sensor");
  connection.send("measure");
  const first = connection.next();
  if (!(await Promise.race([first, recorder.pause(700)]))) {
    recorder.note("nothing has come: asks again");
    connection.send("measure, please");
  }
  await first;
};
