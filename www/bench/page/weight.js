/**
 * What a script weighs.
 *
 * @param {Blob} content
 * @returns {Promise<{ raw: number, gzip: number | null }>} bytes; `gzip` as this browser compresses, null where it
 *   cannot
 */
export async function weigh(content) {
  if (typeof CompressionStream !== 'function') return { raw: content.size, gzip: null };
  const compressed = await new Response(content.stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
  return { raw: content.size, gzip: compressed.byteLength };
}
