/** Send a lot over a WebSocket without filling the memory: back-pressure with bufferedAmount.
 *
 *     await sendAll(socket, file.stream()); // any (async) iterable of strings, Blobs or bytes
 *
 * send() never waits: what the network has not taken yet is kept in memory, and bufferedAmount is
 * how many bytes those are. No event tells when they become fewer, so this looks again now and then.
 * When the connection ends, they stay as they are: who waits for them alone waits for ever.
 *
 * @param {WebSocket} socket an open one
 * @param {Iterable<string | Blob | BufferSource> | AsyncIterable<string | Blob | BufferSource>} chunks
 * @param {number} [limit] send more only while fewer bytes than this are waiting
 */
export async function sendAll(socket, chunks, limit = 1_000_000) {
  for await (const chunk of chunks) {
    while (socket.readyState === WebSocket.OPEN && socket.bufferedAmount >= limit)
      await new Promise((resolve) => setTimeout(resolve, 20));
    if (socket.readyState !== WebSocket.OPEN)
      throw new Error(`the connection ended with ${socket.bufferedAmount} bytes unsent`);
    socket.send(chunk);
  }
}
