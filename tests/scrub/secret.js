/** How much of a value still gives it away; see `secret.rs`. */
const DIGITS = 7;
const CHARACTERS = 12;
const ZEROS = [0x660, 0x6f0, 0x966, 0xff10];

/** In lower case, with the digits and signs of other scripts as ASCII ones. */
function plain(text) {
  return text.toLowerCase().replace(/[^\x00-\x7f]/gu, (character) => {
    const code = character.codePointAt(0);
    const zero = ZEROS.find((first) => code >= first && code < first + 10);
    if (zero) return String(code - zero);
    return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : character;
  });
}

/** Without what people put between the digits of a number. */
const bare = (text) => text.replace(/[ .\-/()\u00a0\u2009\u202f]/g, '');
const windows = (text, length) => {
  const characters = [...text];
  return characters.slice(length - 1).map((_, at) => characters.slice(at, at + length).join(''));
};

function decoded(text) {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped;
    }
  });
}

/** What can be read in a text: after each layer of percent-encoding is undone, with `+` as it is and as a space. */
function readings(text) {
  const layers = [text];
  for (let next = decoded(text); next !== layers.at(-1) && layers.length < 6; next = decoded(next)) layers.push(next);
  return layers.flatMap((layer) => [plain(layer), plain(layer.replaceAll('+', ' '))]);
}

/**
 * The pieces of a secret, each of which gives it away.
 *
 * @param {string} kind of the corpus
 * @param {string} secret
 * @returns {{ isSeen: (text: string) => boolean }} Can one of them be read in this text?
 */
export function secretOf(kind, secret) {
  const value = plain(secret);
  const texts = [value];
  let numbers = [];
  if (kind === 'email') texts.push(...[...value.matchAll(/[^\s;,:/<(=\\"#]*(?=@)/g)].map(([local]) => local).filter((local) => local.length >= 4));
  if (['phone', 'card', 'iban'].includes(kind)) numbers = windows(bare(value), DIGITS);
  if (kind.startsWith('uuid')) texts.push(...windows(value, 8));
  if (['jwt', 'token', 'hex secret', 'base64 secret'].includes(kind)) texts.push(...windows(value, CHARACTERS));
  return {
    isSeen: (text) => readings(text).some((reading) => texts.some((piece) => reading.includes(piece)) || numbers.some((piece) => bare(reading).includes(piece))),
  };
}
