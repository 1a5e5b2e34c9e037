/** Ada asks for something slow, then Bob asks for something quick. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const ada = await recorder.open("/slow", "ada");
  const bob = await recorder.open("/echo", "bob");
  ada.send("a report, please");
  await ada.next();
  bob.send("hello");
  await Promise.all([bob.next(), ada.next()]);
};
