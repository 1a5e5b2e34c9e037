/** Loads the client that the application names, as a script tag does; tries up to three times. */

const ATTEMPTS = 3;

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const script = document.createElement("script");
  script.src = await (await recorder.fetch("/client")).text();
  const loaded = new Promise((resolve) => script.addEventListener("load", resolve));
  document.head.append(script);
  await loaded;

  const { io } = /** @type {any} */ (window);
  const socket = io(recorder.server, { reconnectionDelay: 200 });
  let failed = 0;
  await new Promise((resolve) => {
    socket.on("connect_error", (/** @type {Error} */ error) => {
      recorder.record("error", `connect_error ${error.message}`);
      if (++failed === ATTEMPTS) resolve(null);
    });
    socket.on("connect", () => {
      recorder.record("open", "connect");
      socket.emit("hello", (/** @type {string} */ answer) => {
        recorder.record("message", answer);
        resolve(null);
      });
    });
  });
  if (failed) socket.disconnect();
};
