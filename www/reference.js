import { readServed } from './files.js';
import { inlineScripts } from './pages.js';

const MISSING = 'The reference is made by npm start.\n';

/**
 * Serves the API reference at `/reference/`.
 *
 * @param {import('fastify').FastifyInstance} server
 * @param {{ reference: string }} options the folder it was written to; `js/build/reference.js`
 */
export async function referenceRoutes(server, { reference }) {
  server.get('/reference', (_, reply) => reply.redirect('/reference/', 308));
  server.get('/reference/*', async (request, reply) => {
    const file = await readServed(reference, request.params['*'] || 'index.html');
    if (!file) return reply.code(404).type('text/plain; charset=utf-8').send(MISSING);
    return reply.type(file.type).header('Content-Security-Policy', policyFor(file)).send(file.content);
  });
}

/** What the pages of typedoc need: scripts and styles beside them, one inline script that is always the same, styles of its own. */
function policyFor({ type, content }) {
  const scripts = ["'self'", ...(type.startsWith('text/html') ? inlineScripts(content.toString()) : [])];
  return `default-src 'none'; script-src ${scripts.join(' ')}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`;
}
