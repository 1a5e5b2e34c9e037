/** Send and receive binary data over a WebSocket, as an ArrayBuffer or as a Blob.
 *
 *     const socket = new BinarySocket("wss://example.org/ws", "blob");
 *     socket.onblob = (blob) => { image.src = URL.createObjectURL(blob); };
 *     socket.onopen = () => socket.send(fileInput.files[0]);
 *
 * "blob" is what a WebSocket does unless told: good to show, store or pass on. "arraybuffer" has the
 * bytes at hand, with no further `await` in which the next message could overtake this one.
 * The choice is about receiving only. A server sees the same binary frame for whatever was sent.
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

  /** @param {Blob | BufferSource} data of a view, as bytes.subarray(2), its own part only is sent */
  send(data) {
    this.#socket.send(data);
  }
}
