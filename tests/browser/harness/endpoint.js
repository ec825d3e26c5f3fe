import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import fastify from 'fastify';
import { trackerFile } from './builds.js';
import { createCollector } from '../../../www/collector/collector.js';

/**
 * Opens a tracking server of its own, on an origin of its own, that can be made to fail as servers and networks do.
 *
 * - `url` is the address of its `/matomo.php`, and stays the same; the tracker under test is beside it, as `/matomo.js`.
 * - `stop()` closes its port and every connection; `start()` opens the same port again.
 * - `fail(fault, { times, record })` lets the next `times` POST and GET requests (default: all) fail; `heal()` ends that.
 *   A fault is a status, `{ status, headers }`, `'reset'` (the connection is cut when the request is there) or a promise:
 *   the answer comes when it resolves. With `record` the server takes the request all the same: only the answer is lost.
 * - `hits()` are the requests that it took, oldest first; `tries()` counts those that reached it, taken or not; `unanswered()` counts those
 *   it took without an answer;
 *   `preflights()` counts preflights; `close()` ends it.
 *
 * @param {{ cors?: boolean }} [options] without `cors` no page of another origin may read its answers
 */
export async function openEndpoint({ cors = true } = {}) {
  const collector = createCollector({ endpoints: ['/matomo.php'] });
  let fault = null;
  let tries = 0;
  let unanswered = 0;
  let server;
  let port = 0;

  async function start() {
    const serverFactory = (handle) => createServer((request, response) => intercept(request, response, handle));
    server = fastify({ forceCloseConnections: true, serverFactory });
    if (!cors) server.addHook('onSend', async (_, reply) => { reply.removeHeader('access-control-allow-origin'); });
    server.register(collector.routes);
    server.get('/matomo.js', async (_, reply) => reply.type('text/javascript; charset=utf-8').send(await readFile(trackerFile('wasm'))));
    await server.listen({ host: '127.0.0.1', port });
    port = server.server.address().port;
  }

  async function intercept(request, response, handle) {
    if (request.method === 'HEAD' || request.method === 'OPTIONS' || request.url === '/matomo.js') return handle(request, response);
    tries += 1;
    if (!fault) return handle(request, response);
    const { kind, record } = fault;
    fault.times -= 1;
    if (fault.times <= 0) fault = null;
    if (kind instanceof Promise) return kind.then(() => handle(request, response));
    const body = await text(request);
    if (record) {
      const before = collector.hits({ since: 0 }).length;
      await server.inject({ method: request.method, url: request.url, headers: request.headers, payload: body });
      unanswered += collector.hits({ since: 0 }).length - before;
    }
    if (kind === 'reset') return request.socket.destroy();
    const { status, headers = {} } = typeof kind === 'number' ? { status: kind } : kind;
    if (cors) allowReading(request, response);
    return response.writeHead(status, headers).end();
  }

  await start();
  return {
    url: `http://127.0.0.1:${port}/matomo.php`,
    start,
    stop: () => server.close(),
    fail: (kind, { times = Infinity, record = false } = {}) => { fault = { kind, times, record }; },
    heal: () => { fault = null; },
    hits: () => collector.hits({ since: 0 }),
    tries: () => tries,
    unanswered: () => unanswered,
    preflights: () => collector.preflights(),
    async close() {
      await server.close();
      collector.close();
    },
  };
}

function allowReading(request, response) {
  response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
  response.setHeader('Access-Control-Allow-Credentials', 'true');
}
