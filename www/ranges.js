/**
 * Sends content, or the part that the request's Range header names: without ranges no browser seeks in a video.
 *
 * @param {import('fastify').FastifyRequest} request
 * @param {import('fastify').FastifyReply} reply its type and headers are set
 * @param {Buffer | string} content
 */
export function sendRange({ headers }, reply, content) {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? [];
  if (from === undefined) return reply.header('Accept-Ranges', 'bytes').send(content);
  const bytes = Buffer.from(content);
  const part = bytes.subarray(Number(from), to ? Number(to) + 1 : undefined);
  if (!part.length) return reply.code(416).header('Content-Range', `bytes */${bytes.length}`).send('');
  const last = Number(from) + part.length - 1;
  return reply.code(206).headers({ 'Accept-Ranges': 'bytes', 'Content-Range': `bytes ${from}-${last}/${bytes.length}` }).send(part);
}
