import { readFile } from 'node:fs/promises';
import fastify from 'fastify';
import { createCollector } from '../../../www/collector/collector.js';
import { CORE_PART, trackerFile } from './builds.js';
import { certificate } from './certificate.js';
import { sendRange } from '../../../www/ranges.js';

const RECORDER_PATH = '/console-recorder.js';
const RECORDER = `<script src="${RECORDER_PATH}"></script>`;
const RECORDER_FILE = new URL('console-recorder.js', import.meta.url);

/**
 * Opens a web site for one test: two servers on free loopback ports, so that there is a second origin, both with
 * the same pages, the tracker under test at /matomo.js with /paqet.core.js beside it, and one collector at /matomo.php and /stats/matomo.php.
 *
 * - `origin` (localhost) and `elsewhere` (127.0.0.1, another port): two hosts and two origins, no trailing slash.
 *   `insecure` is the first server by a name that is no secure context; only Chromium resolves it.
 * - `secure(host)` answers the https origin of a host below localhost, which is a site of its own by its last two names;
 *   the engines accept its certificate.
 * - `page(path, html, { title, headers })` defines a page and answers its URL. A fragment is wrapped in a document
 *   titled `title` (default `T`); html with a doctype is served whole.
 * - `file(path, source, { type, headers })` defines any other answer and answers its URL.
 * - `hold(path)` keeps back the answers for a path until the function that it answers is called.
 * - `url(path)` is the URL of a path on `origin`.
 * - `hits()` answers the collector's hits so far, oldest first; `accesses()` every HTTP request as
 *   `{ method, path, query, host }`, preflights and pages included (`query` raw, without `?`).
 * - `failTracking(status, times)` answers the next `times` tracking requests with an error; they are no hits.
 * - `close()` stops both servers.
 *
 * @param {{ build?: 'wasm' | 'nowasm', charset?: string }} [options] `charset`: the one that the Content-Type of the
 *   scripts claims, empty for none
 */
export async function openSite({ build = 'wasm', charset = 'utf-8' } = {}) {
  const collector = createCollector({ endpoints: ['/matomo.php', '/stats/matomo.php'] });
  const answers = new Map();
  const accesses = [];
  const held = new Map();
  let failure = { times: 0 };
  const scriptType = charset ? `text/javascript; charset=${charset}` : 'text/javascript';
  answers.set('/matomo.js', { body: await readFile(trackerFile(build)), type: scriptType });
  answers.set('/paqet.core.js', { body: await readFile(CORE_PART), type: scriptType });
  answers.set(RECORDER_PATH, { body: await readFile(RECORDER_FILE), type: 'text/javascript' });
  const servers = [createServer(), createServer()];
  const ports = [];
  for (const server of servers) {
    await server.listen({ host: '127.0.0.1', port: 0 });
    ports.push(server.server.address().port);
  }
  const origin = `http://localhost:${ports[0]}`;

  let securePort;

  async function secure(host) {
    if (!securePort) {
      const server = createServer(certificate());
      servers.push(server);
      await server.listen({ host: '127.0.0.1', port: 0 });
      securePort = server.server.address().port;
    }
    return `https://${host}:${securePort}`;
  }

  function createServer(https = null) {
    const server = fastify({ forceCloseConnections: true, https });
    server.addHook('onRequest', async (request, reply) => {
      const [path, query = ''] = request.url.split(/\?(.*)/s);
      accesses.push({ method: request.method, path, query, host: request.headers.host });
      if (path !== '/matomo.php' || failure.times < 1) return undefined;
      failure.times -= 1;
      return reply.code(failure.status).send();
    });
    server.register(collector.routes);
    server.get('/*', async (request, reply) => {
      const [path] = request.url.split('?');
      await held.get(path);
      const answer = answers.get(path);
      if (!answer) return reply.code(404).type('text/plain').send('no such page in this test');
      return sendRange(request, reply.type(answer.type).headers(answer.headers ?? {}), answer.body);
    });
    return server;
  }

  function file(path, body, { type = 'text/javascript; charset=utf-8', headers } = {}) {
    answers.set(path, { body, type, headers });
    return origin + path;
  }

  return {
    origin,
    insecure: `http://site.test:${ports[0]}`,
    elsewhere: `http://127.0.0.1:${ports[1]}`,
    secure,
    url: (path) => origin + path,
    page: (path, html, { title = 'T', headers } = {}) => (
      file(path, documentOf(html, title), { type: 'text/html; charset=utf-8', headers })
    ),
    file,
    hold(path) {
      let release;
      held.set(path, new Promise((resolve) => { release = resolve; }));
      return release;
    },
    failTracking: (status, times) => { failure = { status, times }; },
    hits: () => collector.hits({ since: 0 }),
    accesses: () => [...accesses],
    async close() {
      await Promise.all(servers.map((server) => server.close()));
      collector.close();
    },
  };
}

function documentOf(html, title) {
  const doctype = /^\s*<!doctype html>/i;
  if (doctype.test(html)) return html.replace(doctype, (found) => found + RECORDER);
  return `<!doctype html><meta charset="utf-8"><title>${title}</title>${RECORDER}\n${html}`;
}
