/** Ada asks for something slow, then Bob asks for something quick. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const ada = await recorder.open("/slow", "ada");
  const bob = await recorder.open("/quick", "bob");
  ada.send("a report");
  await ada.next();
  bob.send("hello");
  await Promise.all([bob.next().then(() => bob.next()), ada.next()]);
};
