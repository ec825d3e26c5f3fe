const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');
const ABOUT = 'This is the tracking endpoint of the paqet demo. Requests sent here appear in the request inspector.\n';

/**
 * Lets a page of any origin send requests, with cookies, and read the answer.
 *
 * @param {import('fastify').FastifyReply} reply
 * @param {string | undefined} origin the request's Origin header
 */
export function allowOrigin(reply, origin) {
  reply.header('Access-Control-Allow-Origin', origin ?? '*').header('Access-Control-Allow-Credentials', 'true')
    .header('Vary', 'Origin').header('Cache-Control', 'no-store');
}

/** What a person sees who opens the endpoint in a browser. */
export function answerVisitor(reply) {
  return reply.type('text/plain; charset=utf-8').send(ABOUT);
}

/** The answer to one request: 204 when it asked for no image (`send_image=0`), the image otherwise. */
export function answerSingle(reply, { parameters, usable }) {
  if (!usable) return refuse(reply);
  if (parameters.send_image === '0') return reply.code(204).send();
  return reply.type('image/gif').send(GIF);
}

/** The answer to a bulk request: 204 when it asked for no image, the counts otherwise; 400 when no part is usable. */
export function answerBulk(reply, { tracked, invalid, wantsImage }) {
  if (tracked === 0) return reply.code(400).send({ status: 'error', tracked, invalid });
  return wantsImage ? reply.send({ status: 'success', tracked, invalid }) : reply.code(204).send();
}

function refuse(reply) {
  return reply.code(400).type('text/plain; charset=utf-8').send('Nothing could be recorded: idsite or rec=1 is missing.\n');
}
