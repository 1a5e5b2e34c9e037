/** Shows one pitfall: the timelines and the code of both sides, the cause and the fix. */

import { make } from "../dom.js";

/** @import { Pitfall } from "./search.js" */

/** @typedef {"broken" | "fixed"} Side */
/** @type {Side[]} */
const SIDES = ["broken", "fixed"];
const BLANK = "about:blank";

/** The part of the page that shows the chosen pitfall. */
export class PitfallView {
  /** @type {WebSocket | undefined} the servers of both sides run until this connection closes */
  #visit;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.welcome = [...root.childNodes];
  }

  /** Show no pitfall, and stop the servers. */
  leave() {
    this.#visit?.close();
    this.#visit = undefined;
    this.root.replaceChildren(...this.welcome);
  }

  /** @param {Pitfall} pitfall */
  show(pitfall) {
    this.#visit?.close();
    const status = make("p", { role: "status", class: "result" });
    // Not `disabled`: that would take the focus from a reader who has just pressed it.
    const again = make("button", { type: "button", class: "primary" }, "Run again");
    const isReady = () => again.getAttribute("aria-disabled") === "false";
    /** @param {boolean} ready */
    const setReady = (ready) => again.setAttribute("aria-disabled", String(!ready));
    setReady(false);
    const runs = SIDES.map((side) => ({
      side,
      frame: make("iframe", {
        title: `${side}: timeline`,
        "data-side": side,
        "data-blank": "",
      }),
    }));
    const visit = new WebSocket(new URL("/visit", location.href.replace(/^http/, "ws")));
    this.#visit = visit;

    /** @type {Map<string, string>} */
    const urls = new Map();
    const start = () => {
      urls.clear();
      // Their servers stop now: these pages would only try to reconnect.
      for (const { frame } of runs) turn(frame, BLANK);
      setReady(false);
      status.textContent = "Starting both sides…";
      visit.send(JSON.stringify({ run: pitfall.key }));
    };
    visit.addEventListener("open", start);
    again.addEventListener("click", () => {
      if (isReady()) start();
    });
    visit.addEventListener("message", ({ data }) => {
      const { side, url, error } = JSON.parse(data);
      if (error) {
        status.textContent = error;
        setReady(true);
        return;
      }
      urls.set(side, url);
      if (urls.size < SIDES.length) return;
      status.textContent = "";
      // Both begin together, so that they can be compared.
      for (const { side, frame } of runs) turn(frame, urls.get(side) ?? BLANK);
      setReady(true);
    });
    visit.addEventListener("close", () => {
      if (this.#visit !== visit) return;
      setReady(false);
      status.textContent = "The lab has stopped. Start it again with: python3 run.py pitfalls";
    });

    this.root.replaceChildren(
      make("a", { href: "#", class: "back" }, "All pitfalls"),
      make("p", { class: "about" }, pitfall.about),
      make("h1", {}, ...marked(pitfall.title)),
      makeSymptoms(pitfall),
      make("div", { class: "row" }, again, status),
      make(
        "div",
        { class: "sides" },
        ...runs.map(({ side, frame }) =>
          make(
            "section",
            { "data-side": side, "aria-label": side },
            make("h2", {}, side),
            frame,
            makeCode(side, pitfall.code[side]),
          ),
        ),
      ),
      ...makeTexts("Cause", pitfall.cause),
      ...makeTexts("Fix", pitfall.fix),
      ...makeTexts("Versions", pitfall.versions),
      make("h2", {}, "References"),
      make("ul", { class: "references" }, ...pitfall.references.map(makeReference)),
      ...Object.entries(pitfall.files).map(([name, text]) =>
        make(
          "details",
          { class: "file" },
          make("summary", {}, name),
          make("pre", { tabindex: 0, role: "group", "aria-label": name }, text),
        ),
      ),
    );
    this.root.scrollTop = 0;
    this.root.focus({ preventScroll: true });
  }
}

/**
 * Show a page in a frame without an entry in the browser's history: Back leaves the pitfall.
 *
 * @param {HTMLIFrameElement} frame
 * @param {string} url
 */
function turn(frame, url) {
  frame.toggleAttribute("data-blank", url === BLANK);
  frame.contentWindow?.location.replace(url);
}

/** @param {Pitfall} pitfall */
function makeSymptoms({ symptoms }) {
  const rows = symptoms.flatMap(([where, text]) => [
    make("dt", {}, where),
    make("dd", {}, ...marked(text)),
  ]);
  return make("dl", { class: "symptoms" }, ...rows);
}

/**
 * @param {Side} side
 * @param {[line: string, differs: boolean][]} lines
 */
function makeCode(side, lines) {
  return make(
    "pre",
    { class: "code", tabindex: 0, role: "group", "aria-label": `${side}: code` },
    ...lines.map(([text, differs]) =>
      differs ? make("mark", {}, `${text}\n`) : make("span", {}, `${text}\n`),
    ),
  );
}

/**
 * @param {string} title
 * @param {string[]} paragraphs
 */
function makeTexts(title, paragraphs) {
  return [make("h2", {}, title), ...paragraphs.map((text) => make("p", {}, ...marked(text)))];
}

/** @param {string} text */
function makeReference(text) {
  const item = text.startsWith("https://")
    ? make("a", { href: text, rel: "noreferrer" }, text)
    : text;
  return make("li", {}, item);
}

/**
 * Make the text between backticks code.
 *
 * @param {string} text
 */
export function marked(text) {
  return text
    .split("`")
    .map((part, index) => (index % 2 ? make("code", {}, part) : part))
    .filter((part) => part !== "");
}
