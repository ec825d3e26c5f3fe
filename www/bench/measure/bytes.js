/**
 * What a script and what it always loads weigh.
 *
 * @param {import('../scripts.js').Script} script
 * @returns {Record<string, number>} bytes by row
 */
export function bytes({ files }) {
  const sum = (size) => files.reduce((all, file) => all + size(file), 0);
  return { raw: sum(({ content }) => content.length), gzip: sum(({ gzip }) => gzip), brotli: sum(({ compressed }) => compressed.length) };
}
