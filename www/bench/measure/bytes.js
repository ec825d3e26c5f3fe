/**
 * What a script weighs.
 *
 * @param {import('../scripts.js').Script} script
 * @returns {Record<string, number>} bytes by row
 */
export function bytes({ content, gzip, compressed }) {
  return { raw: content.length, gzip, brotli: compressed.length };
}
