/** More comparisons than this are not worth the marks. */
const MOST = 1_000_000;

/**
 * Which pieces of a text are not in another one, by words and signs.
 *
 * @param {string} before
 * @param {string} after
 * @returns {{ text: string, isNew: boolean }[]} all of `after`, in order; neighbours differ in `isNew`
 */
export function difference(before, after) {
  const old = wordsOf(before);
  const words = wordsOf(after);
  const stays = old.length * words.length > MOST ? words.map(() => true) : common(old, words);
  const pieces = [];
  words.forEach((text, at) => {
    const last = pieces.at(-1);
    if (last && last.isNew === !stays[at]) last.text += text;
    else pieces.push({ text, isNew: !stays[at] });
  });
  return pieces;
}

const wordsOf = (text) => text.match(/[\p{L}\p{N}]+|[^]/gu) ?? [];

/** For each word, whether it is in the longest sequence that both have. */
function common(old, words) {
  const lengths = Array.from({ length: words.length + 1 }, () => new Uint32Array(old.length + 1));
  for (let at = words.length - 1; at >= 0; at -= 1) {
    for (let from = old.length - 1; from >= 0; from -= 1) {
      lengths[at][from] = words[at] === old[from] ? lengths[at + 1][from + 1] + 1 : Math.max(lengths[at + 1][from], lengths[at][from + 1]);
    }
  }
  const stays = [];
  let from = 0;
  for (let at = 0; at < words.length;) {
    if (from < old.length && words[at] === old[from]) {
      stays[at] = true;
      at += 1;
      from += 1;
    } else if (from < old.length && lengths[at][from + 1] >= lengths[at + 1][from]) {
      from += 1;
    } else {
      stays[at] = false;
      at += 1;
    }
  }
  return stays;
}
