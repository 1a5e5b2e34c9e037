/** Send and receive binary data: files over Socket.IO.
 *
 *     const files = new Files(io("https://example.org"));
 *     files.onfile = (file) => { image.src = URL.createObjectURL(file); };
 *     const size = await files.send(fileInput.files[0]);
 *
 * A Blob, a File, an ArrayBuffer or a typed array can be anywhere in an event's data. The page
 * always receives an ArrayBuffer, and Python gets `bytes`. There is no base64 and no binaryType,
 * and you can acknowledge the event. A python-socketio server ends the connection if a message
 * has more than 1,000,000 bytes (`max_http_buffer_size`): send larger files in slices.
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
   * @returns {Promise<number>} the server's acknowledgement
   */
  send(file) {
    const { name, type } = file;
    return this.#socket.timeout(30_000).emitWithAck("upload", { name, type, content: file });
  }
}
