/** Send and receive files and other binary data over Socket.IO.
 *
 *     const files = new Files(io("https://example.org"));
 *     files.onfile = (file) => { image.src = URL.createObjectURL(file); };
 *     const size = await files.send(fileInput.files[0]);
 *
 * Bytes may stand anywhere in an event's data: a Blob, a File, an ArrayBuffer or a typed array. What
 * arrives is always an ArrayBuffer here, and `bytes` in Python. No base64, no binaryType, and an
 * acknowledgement like any other. Python's server ends a connection that sends a message of more
 * than 1,000,000 bytes (`max_http_buffer_size`): send larger files in slices.
 */
export class Files {
  onfile = (/** @type {File} */ _file) => {};

  #socket;

  /** @param {import("socket.io-client").Socket} socket */
  constructor(socket) {
    this.#socket = socket;
    socket.on("file", ({ name, type, content }) =>
      this.onfile(new File([content], name, { type })),
    );
  }

  /**
   * @param {File} file
   * @returns {Promise<number>} what the server acknowledges it with
   */
  send(file) {
    const { name, type } = file;
    return this.#socket.timeout(30_000).emitWithAck("upload", { name, type, content: file });
  }
}
