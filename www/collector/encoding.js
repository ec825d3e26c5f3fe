/**
 * Decodes one percent-encoded text the way PHP does: `+` is a space, a `%` that begins no escape stays as it is.
 *
 * @param {string} text
 * @returns {{ text: string, fault: string | null }} `fault` says what was wrong with the encoding, null when nothing
 */
export function decode(text) {
  const spaced = text.replaceAll('+', ' ');
  try {
    return { text: decodeURIComponent(spaced), fault: null };
  } catch {
    const stray = /%(?![0-9a-f]{2})/i.test(spaced);
    return { text: decodeBytes(spaced), fault: stray ? 'a % that begins no escape' : 'an escape that is not UTF-8' };
  }
}

function decodeBytes(text) {
  const bytes = [];
  for (let rest = new TextEncoder().encode(text), at = 0; at < rest.length; at += 1) {
    const hex = rest[at] === 0x25 ? String.fromCharCode(...rest.subarray(at + 1, at + 3)) : '';
    const isEscape = /^[0-9a-f]{2}$/i.test(hex);
    bytes.push(isEscape ? Number.parseInt(hex, 16) : rest[at]);
    if (isEscape) at += 2;
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

/**
 * Splits a raw request into its pairs, in the order of the wire; empty pieces between two `&` are left out.
 *
 * @param {string} query raw request without `?`
 * @returns {{ name: string, value: string, fault: string | null }[]} decoded; `value` is '' for a name without `=`
 */
export function parsePairs(query) {
  return query.split('&').filter(Boolean).map((piece) => {
    const equals = piece.indexOf('=');
    const name = decode(equals < 0 ? piece : piece.slice(0, equals));
    const value = decode(equals < 0 ? '' : piece.slice(equals + 1));
    return { name: name.text, value: value.text, fault: name.fault ?? value.fault };
  });
}

/**
 * The value of each parameter: where a name occurs twice, the first one.
 *
 * @param {{ name: string, value: string }[]} pairs
 * @returns {Record<string, string>} without a prototype, so that `__proto__` is a name like any other
 */
export function firstValues(pairs) {
  const values = Object.create(null);
  for (const { name, value } of pairs) if (!(name in values)) values[name] = value;
  return values;
}
