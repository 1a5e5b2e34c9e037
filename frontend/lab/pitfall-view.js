/** Shows one pitfall: both forms as they are played, their code, the cause and the cure. */

import { make } from "../dom.js";

/** @import { Pitfall } from "./search.js" */

/** @typedef {"broken" | "fixed"} Form */
/** @type {Form[]} */
const FORMS = ["broken", "fixed"];

/** The part of the page that shows the pitfall that was chosen. */
export class PitfallView {
  /** @type {WebSocket | undefined} the servers of both forms live as long as this connection */
  #visit;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.welcome = [...root.childNodes];
  }

  /** Show nothing, and let what was started be stopped. */
  leave() {
    this.#visit?.close();
    this.#visit = undefined;
    this.root.replaceChildren(...this.welcome);
  }

  /** @param {Pitfall} pitfall */
  show(pitfall) {
    this.#visit?.close();
    const status = make("p", { role: "status", class: "result" });
    const again = make("button", { type: "button", class: "primary" }, "Play again");
    const stages = FORMS.map((form) => ({
      form,
      frame: make("iframe", { title: `${form}, as it is played`, "data-form": form }),
    }));
    const visit = new WebSocket(new URL("/visit", location.href.replace(/^http/, "ws")));
    this.#visit = visit;

    /** @type {Map<string, string>} */
    const urls = new Map();
    const play = () => {
      urls.clear();
      // Their servers end now: pages that went on would only try to reach them.
      for (const { frame } of stages) frame.src = "about:blank";
      again.disabled = true;
      status.textContent = "Starting both forms…";
      visit.send(JSON.stringify({ play: pitfall.key }));
    };
    visit.addEventListener("open", play);
    again.addEventListener("click", play);
    visit.addEventListener("message", ({ data }) => {
      const { form, url, error } = JSON.parse(data);
      if (error) status.textContent = error;
      if (url) urls.set(form, url);
      if (urls.size < FORMS.length) return;
      status.textContent = "";
      // Both begin together, so that they can be compared.
      for (const { form, frame } of stages) frame.src = urls.get(form) ?? "";
      again.disabled = false;
    });
    visit.addEventListener("close", () => {
      if (this.#visit !== visit) return;
      again.disabled = true;
      status.textContent = "The lab has ended: start it again with nox -s pitfalls.";
    });

    this.root.replaceChildren(
      make("a", { href: "#", class: "back" }, "All pitfalls"),
      make("p", { class: "about" }, pitfall.about),
      make("h1", {}, ...marked(pitfall.title)),
      makeSymptoms(pitfall),
      make("div", { class: "row" }, again, status),
      make(
        "div",
        { class: "forms" },
        ...stages.map(({ form, frame }) =>
          make(
            "section",
            { "data-form": form, "aria-label": form },
            make("h2", {}, form),
            frame,
            makeCode(pitfall.code[form]),
          ),
        ),
      ),
      ...makeTexts("Cause", pitfall.cause),
      ...makeTexts("Cure", pitfall.cure),
      ...makeTexts("Versions", pitfall.versions),
      make("h2", {}, "References"),
      make("ul", { class: "references" }, ...pitfall.references.map(makeReference)),
      ...Object.entries(pitfall.files).map(([name, text]) =>
        make(
          "details",
          { class: "file" },
          make("summary", {}, name),
          make("pre", { tabindex: 0 }, text),
        ),
      ),
    );
    this.root.scrollTop = 0;
    this.root.focus({ preventScroll: true });
  }
}

/** @param {Pitfall} pitfall */
function makeSymptoms({ symptoms }) {
  const rows = symptoms.flatMap(([where, text]) => [
    make("dt", {}, where),
    make("dd", {}, ...marked(text)),
  ]);
  return make("dl", { class: "symptoms" }, ...rows);
}

/** @param {[line: string, differs: boolean][]} lines */
function makeCode(lines) {
  return make(
    "pre",
    { class: "code", tabindex: 0 },
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
 * Make what stands between backticks code.
 *
 * @param {string} text
 */
export function marked(text) {
  return text
    .split("`")
    .map((part, index) => (index % 2 ? make("code", {}, part) : part))
    .filter((part) => part !== "");
}
