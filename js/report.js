/** Messages already given: each is worth one line in the console, however often it happens. */
const given = new Set();

/**
 * Tells the developer of the page what is wrong and what helps, once per message.
 * @param {string} message One sentence.
 * @param {unknown} [about] What it is about: an exception, a command.
 */
export function report(message, about) {
  if (!given.has(message)) {
    given.add(message);
    try {
      console.error("paqet: " + message, about === undefined ? "" : about);
    } catch {
      // A page may have replaced its console by something that throws.
    }
  }
}

/** What a method throws at the page on purpose, because matomo.js does (spec-a §7). */
export class Refusal extends Error {}

/**
 * Runs code of the page or of a plugin: what it throws is reported and goes no further.
 * @template T
 * @param {string} what Names the code in the report.
 * @param {() => T} code
 * @returns {T | undefined} What the code answers; undefined when it threw.
 */
export function attempt(what, code) {
  try {
    return code();
  } catch (error) {
    report(what + " threw an exception; tracking goes on", error);
  }
}
