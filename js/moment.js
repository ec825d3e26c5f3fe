/** The moment that counts while `during` runs. */
let past;

/**
 * What of the page may be another when a command is executed later.
 * @returns {object} For `during`.
 */
export const moment = () => past || { _now: new Date(), _url: location.href, _title: document.title };

/**
 * Runs code as if at a moment gone by.
 * @param {object} then
 * @param {() => void} code
 */
export function during(then, code) {
  past = then;
  try {
    code();
  } finally {
    past = undefined;
  }
}
