import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readServed } from '../files.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const FILES = here('page');

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";
/** In the stage the scripts that are measured run inline, so that loading them is not measured. */
const STAGE_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'");

/**
 * Serves the benchmark page at `/bench/`; it needs the demo's style sheet at `/site.css` and the package at `/pkg/`.
 *
 * @param {import('fastify').FastifyInstance} server
 */
export async function benchRoutes(server) {
  server.get('/bench', (_, reply) => reply.redirect('/bench/', 308));
  server.get('/bench/', async (_, reply) => (
    reply.type('text/html; charset=utf-8').header('Content-Security-Policy', POLICY).send(await readFile(here('index.html')))
  ));
  server.get('/bench/*', async (request, reply) => {
    const file = await readServed(FILES, request.params['*']);
    if (!file) return reply.code(404).type('text/plain; charset=utf-8').send('There is no such page here.\n');
    return reply.type(file.type).header('Content-Security-Policy', STAGE_POLICY).send(file.content);
  });
}
