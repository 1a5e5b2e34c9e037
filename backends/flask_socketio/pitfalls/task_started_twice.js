/** Two clients connect at the same moment; one stays until the last value has come. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const ada = recorder.io("ada");
  const bob = recorder.io("bob");
  await Promise.all([recorder.once(ada, "connect"), recorder.once(bob, "connect")]);
  bob.disconnect();
  await new Promise((done) => ada.on("measured", (value) => value === "value 3" && done(0)));
};
