// Runs in every page before its own scripts: tells the test of each WebSocket frame and each
// long-polling body, and of what the Content-Security-Policy has stopped. Works in every browser;
// Playwright's own WebSocket events come from Chromium alone.

const pageId = Math.random().toString(36).slice(2);

/** @param {unknown} data */
function encode(data) {
  if (typeof data === "string") return { text: data };
  const view = ArrayBuffer.isView(data);
  const bytes = view ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return { base64: btoa(binary) };
}

const waiting = [];
let delivering = false;

// Makes one call at a time, with everything that came in the meantime. With a call for each message,
// pages that get ticks send more than the test can take on a busy machine, and it falls behind.
async function deliver() {
  if (delivering) return;
  delivering = true;
  while (waiting.length) await window.recordFrames(waiting.splice(0));
  delivering = false;
}

/** @param {string} url @param {"send" | "receive"} direction @param {unknown} data */
function record(url, direction, data) {
  waiting.push({ page: pageId, url: new URL(url, location.href).pathname, direction, ...encode(data) });
  deliver();
}

window.WebSocket = class extends WebSocket {
  constructor(url, protocols) {
    super(url, protocols);
    this.addEventListener("message", (event) => record(this.url, "receive", event.data));
  }

  send(data) {
    record(this.url, "send", data);
    super.send(data);
  }
};

window.XMLHttpRequest = class extends XMLHttpRequest {
  open(method, url, ...rest) {
    this.recordedUrl = url;
    super.open(method, url, ...rest);
  }

  send(body) {
    if (typeof body === "string") record(this.recordedUrl, "send", body);
    this.addEventListener("load", () => {
      if (this.status === 200 && typeof body !== "string") record(this.recordedUrl, "receive", this.responseText);
    });
    super.send(body);
  }
};

addEventListener("securitypolicyviolation", (event) =>
  window.recordViolation(`${event.violatedDirective}: ${event.blockedURI}`),
);
