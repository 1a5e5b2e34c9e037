/** Sends hello over a native WebSocket to /echo, and if that fails to Socket.IO's path. */

/** @type {import("../../../frontend/lab/recorder.js").Script} */
export default async (recorder) => {
  const echo = recorder.webSocket("/echo", "echo");
  const opened = await Promise.race([echo.opened.then(() => true), echo.closed.then(() => false)]);
  if (opened) {
    echo.send("hello");
    await echo.next();
    return;
  }
  const connection = await recorder.open("/socket.io/?EIO=4&transport=websocket", "socket.io");
  await connection.next();
  connection.send("hello");
  await connection.closed;
};
