/** Send a lot of data without filling the memory: backpressure with a WebSocket's bufferedAmount.
 *
 *     await sendAll(socket, file.stream()); // any (async) iterable of strings, Blobs or bytes
 *
 * send() never waits: data that the network has not taken yet stays in memory, and bufferedAmount
 * is its size in bytes. No event says when it shrinks, so this code polls. When the connection
 * ends, it no longer shrinks, so check readyState too or you wait forever.
 *
 * @param {WebSocket} socket an open WebSocket
 * @param {Iterable<string | Blob | BufferSource> | AsyncIterable<string | Blob | BufferSource>} chunks
 * @param {number} [limit] send more only while fewer bytes than this are buffered
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
