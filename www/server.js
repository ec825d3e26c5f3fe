import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastify from 'fastify';
import { benchRoutes } from './bench/routes.js';
import { createCollector } from './collector/collector.js';
import { readServed } from './files.js';
import { hasVideo, lectureRoutes, POLICY as LECTURE_POLICY } from './lecture.js';
import { finishPage, matomoBase } from './pages.js';
import { referenceRoutes } from './reference.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const SITE = here('site');
const COLLECTOR = here('collector');
const PORTS_TRIED = 20;
const MISSING = 'console.error("pkg/paqet.js is missing: run npm run build, then reload.");\n';

const PAGES = {
  '/': 'index.html', '/catalogue': 'catalogue.html', '/catalogue/:variety': 'catalogue.html', '/lecture': 'lecture.html', '/scrub': 'scrub.html', '/privacy': 'privacy.html', '/inspector.html': 'inspector.html',
  '/usage': 'usage.html', '/usage/bed/:bed/:name': 'usage.html',
};
/** What the policy of a page has otherwise. The page that one may paste anything into cannot send it anywhere. */
const CHANGES = { 'lecture.html': LECTURE_POLICY, 'scrub.html': { "connect-src 'self'": "connect-src 'none'", "form-action 'self'": "form-action 'none'" } };
/** Parts of the script that the demo loads, from where the script is. */
const LOADED = ['paqet.usage.js'];
/** The inspector explains requests with the very files that the collector checks them with. */
const SHARED = ['parameters.js'];

/**
 * Serves the demo site, the request inspector, the benchmark page, the API reference, `pkg/` (its `paqet.debug.js` also as `/matomo.js`) and the collector.
 *
 * @param {object} [options]
 * @param {number} [options.port] wished; the next free one is taken when it is in use; 0 for any
 * @param {string} [options.host]
 * @param {string} [options.database] file that keeps the hits; ':memory:' keeps none
 * @param {string} [options.matomoUrl] a real Matomo that gets the demo's requests instead of the collector
 * @param {string} [options.pkg] folder of the built package
 * @param {string} [options.videos] folder of the video on the page /lecture
 * @param {string} [options.reference] folder of the API reference
 * @param {string} [options.tracker] file to serve as `/matomo.js`; the development build when it is missing
 * @param {(sentence: string) => void} [options.warn] told what went differently than wished
 * @returns {Promise<{ origin: string, collector: ReturnType<typeof createCollector>, close: () => Promise<void> }>}
 * @throws {Error} with a sentence for the user: no port is free, the database or the Matomo address is unusable
 */
export async function startServer({
  port = 8080, host = '127.0.0.1', database = ':memory:', matomoUrl, pkg = here('../pkg'),
  videos = here('../.paqet/videos'), reference = here('../.paqet/reference'), tracker = trackerIn(pkg), warn = console.warn,
} = {}) {
  const matomo = matomoBase(matomoUrl);
  const collector = createCollector({ database });
  if (!existsSync(tracker)) warn(`${tracker} is missing: run npm run build.`);
  try {
    const server = await listen(() => createSite({ collector, matomo, pkg, videos, reference, tracker }), { port, host, warn });
    return {
      origin: originOf(server, host),
      collector,
      async close() {
        await server.close();
        collector.close();
      },
    };
  } catch (error) {
    collector.close();
    throw error;
  }
}

/** The development build tells the inspector what it scrubbed. */
function trackerIn(pkg) {
  const debug = join(pkg, 'paqet.debug.js');
  return existsSync(debug) ? debug : join(pkg, 'paqet.js');
}

async function listen(create, { port, host, warn }) {
  for (let tried = port; tried < port + PORTS_TRIED; tried += 1) {
    const server = create();
    try {
      await server.listen({ port: tried, host });
      if (tried !== port) warn(`Port ${port} is in use; port ${tried} is taken instead.`);
      return server;
    } catch (error) {
      await server.close();
      if (error.code !== 'EADDRINUSE') throw new Error(`Cannot listen on ${host}:${tried}: ${error.message}.`, { cause: error });
    }
  }
  throw new Error(`Ports ${port} to ${port + PORTS_TRIED - 1} are all in use; set PORT to a free one.`);
}

function originOf(server, host) {
  const { port } = server.server.address();
  const name = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host;
  return `http://${name}:${port}`;
}

function createSite({ collector, matomo, pkg, videos, reference, tracker }) {
  const server = fastify({ forceCloseConnections: true });
  server.register(collector.routes);
  server.addHook('onSend', async (_, reply) => {
    reply.header('X-Content-Type-Options', 'nosniff');
    if (!reply.hasHeader('Cache-Control')) reply.header('Cache-Control', 'no-cache');
  });
  for (const [path, name] of Object.entries(PAGES)) {
    server.get(path, async (_, reply) => {
      const source = await readFile(join(SITE, name), 'utf8');
      const { html, policy } = finishPage(source, {
        path,
        matomoUrl: name === 'scrub.html' ? null : matomo,
        trackerMissing: !existsSync(tracker),
        videoMissing: name === 'lecture.html' && !hasVideo(videos),
        changes: CHANGES[name],
      });
      return reply.type('text/html; charset=utf-8').header('Content-Security-Policy', policy).send(html);
    });
  }
  server.get('/matomo.js', async (_, reply) => {
    const script = existsSync(tracker) ? await readFile(tracker) : MISSING;
    return reply.type('text/javascript; charset=utf-8').send(script);
  });
  server.register(benchRoutes);
  server.register(lectureRoutes, { pkg, videos });
  server.register(referenceRoutes, { reference });
  for (const name of LOADED) server.get(`/${name}`, (_, reply) => send(reply, pkg, name));
  server.get('/pkg/*', (request, reply) => send(reply, pkg, request.params['*']));
  for (const name of SHARED) server.get(`/collector/${name}`, (_, reply) => send(reply, COLLECTOR, name));
  server.get('/*', (request, reply) => send(reply, SITE, request.params['*']));
  return server;
}

async function send(reply, folder, path) {
  const file = await readServed(folder, path);
  if (!file || path.endsWith('.html')) return reply.code(404).type('text/plain; charset=utf-8').send('There is no such page here.\n');
  return reply.type(file.type).send(file.content);
}
