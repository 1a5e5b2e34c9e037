/** Finds pitfalls by words, or by a pasted error message. */

/**
 * @typedef {object} Pitfall
 * @property {string} key `tornado/blocking_call`
 * @property {string} about the title of its backend
 * @property {string} title
 * @property {string[]} looksLike
 * @property {[where: string, text: string][]} symptoms
 * @property {string[]} cause
 * @property {string[]} fix
 * @property {string[]} versions
 * @property {string[]} references
 * @property {Record<"broken" | "fixed", [line: string, differs: boolean][]>} code
 * @property {Record<string, string>} files
 */

/** A result is shown if it has at least this part of the best score. */
const WORTH_SHOWING = 0.5;

/** How much more a word counts in a title or a symptom than in the text. */
const IN_SIGHT = 3;

/**
 * Return the words of a text. Numbers count, as in "1006"; single letters do not.
 *
 * @param {string} text
 */
export function wordsOf(text) {
  return text.toLowerCase().match(/[\p{L}\p{N}_]{2,}/gu) ?? [];
}

/**
 * Make a search over pitfalls.
 *
 * The fewer pitfalls contain a word, the more it counts. In a pasted traceback, names of files count
 * nothing because no pitfall contains them, "Traceback" counts little, and the message counts much.
 * The last word may be incomplete.
 *
 * @param {Pitfall[]} pitfalls
 * @returns {(query: string) => Pitfall[]} best first; all of them for an empty query
 */
export function makeSearch(pitfalls) {
  const entries = pitfalls.map((pitfall) => {
    const { key, title, about, looksLike, symptoms, cause, fix } = pitfall;
    const inSight = [key, title, about, ...looksLike, ...symptoms.map(([, text]) => text)];
    return {
      pitfall,
      phrase: inSight.join("\n").toLowerCase(),
      inSight: new Set(wordsOf(inSight.join(" "))),
      text: new Set(wordsOf([...cause, ...fix].join(" "))),
    };
  });

  /** @param {string} word */
  const weight = (word) => {
    const having = entries.filter(({ inSight, text }) => inSight.has(word) || text.has(word));
    return having.length ? Math.log(1 + entries.length / having.length) : 0;
  };

  return (query) => {
    const words = [...new Set(wordsOf(query))];
    if (!words.length) return pitfalls;
    const weights = new Map(words.map((word) => [word, weight(word)]));
    const last = words.at(-1) ?? "";
    const whole = query.trim().toLowerCase();
    const scored = entries.map(({ pitfall, phrase, inSight, text }) => {
      let score = 0;
      for (const [word, worth] of weights) {
        if (inSight.has(word)) score += IN_SIGHT * worth;
        else if (text.has(word)) score += worth;
      }
      if (weights.get(last) === 0 && [...inSight].some((word) => word.startsWith(last))) score += 1;
      if (phrase.includes(whole)) score *= 2;
      return { pitfall, score };
    });
    const best = Math.max(...scored.map(({ score }) => score));
    return scored
      .filter(({ score }) => score > 0 && score >= best * WORTH_SHOWING)
      .sort((one, other) => other.score - one.score)
      .map(({ pitfall }) => pitfall);
  };
}
