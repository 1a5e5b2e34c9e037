/** Send and receive binary data: an ArrayBuffer or a Blob, over a WebSocket.
 *
 *     const socket = new BinarySocket("wss://example.org/ws", "blob");
 *     socket.onblob = (blob) => { image.src = URL.createObjectURL(blob); };
 *     socket.onopen = () => socket.send(fileInput.files[0]);
 *
 * "blob" is the default: good for data that you show, store or pass on. "arraybuffer" gives you the
 * bytes at once, without an `await` in which the next message could overtake this one.
 * The choice is for receiving only. The server gets a binary frame, whatever type you send.
 */
export class BinarySocket {
  onopen = () => {};
  ontext = (/** @type {string} */ _text) => {};
  onbytes = (/** @type {Uint8Array<ArrayBuffer>} */ _bytes) => {};
  onblob = (/** @type {Blob} */ _blob) => {};

  #socket;

  /**
   * @param {string} url
   * @param {BinaryType} binaryType
   */
  constructor(url, binaryType) {
    this.#socket = new WebSocket(url);
    this.#socket.binaryType = binaryType;
    this.#socket.onopen = () => this.onopen();
    this.#socket.onmessage = ({ data }) => {
      if (typeof data === "string") this.ontext(data);
      else if (data instanceof Blob) this.onblob(data);
      else this.onbytes(new Uint8Array(data));
    };
  }

  /** @param {Blob | BufferSource} data of a view, such as bytes.subarray(2), sends only its part */
  send(data) {
    this.#socket.send(data);
  }
}
