/** The backend's HTTP interface. */

/** A response with an error status; `code` is the contract's error code. */
export class ApiError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.name = "ApiError";
    this.code = code;
  }
}

/** @returns {Promise<{ name: string | null }>} */
export const loadSession = () => call("GET", "/api/session");

/**
 * @param {string} name
 * @returns {Promise<{ name: string }>}
 */
export const logIn = (name) => call("POST", "/api/session", { name });

/** @returns {Promise<undefined>} */
export const logOut = () => call("DELETE", "/api/session");

/**
 * @param {{ text: string, to?: string }} announcement
 * @returns {Promise<{ recipients: number }>}
 */
export const announce = (announcement) => call("POST", "/api/announcements", announcement);

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 */
async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    ...(body && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new ApiError("disconnected", "the server cannot be reached");
  });
  if (response.status === 204) return undefined;
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const { code = `http_${response.status}`, message = response.statusText } = answer.error ?? {};
  throw new ApiError(code, message);
}
