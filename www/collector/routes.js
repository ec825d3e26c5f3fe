import { allowOrigin, answerBulk, answerSingle, answerVisitor } from './answer.js';
import { createEvents } from './events.js';
import { readRequests, transportOf } from './request.js';
import { isUsable } from './validate.js';

const BODY_BYTES = 8 * 1024 * 1024;
const NOTHING = { query: '', from: 'query', bulk: null, faults: [] };
const ANY_TYPE = 'application/octet-stream';

/**
 * The collector's HTTP side as a fastify plugin: the tracking endpoints, and `/collector/…` for tests and inspector.
 *
 * @param {object} collector `record`, `hits`, `last`, `kept`, `clear`, `onHit`, `onClear`, `preflights`, `countPreflight`
 * @param {string[]} endpoints paths that take tracking requests
 * @returns {import('fastify').FastifyPluginAsync}
 */
export function createRoutes(collector, endpoints) {
  return async function routes(server) {
    acceptAnyBody(server);
    for (const url of endpoints) addEndpoint(server, url, collector);
    addQueries(server, collector);
  };
}

/** The meaning of a body is found in its raw text, as Matomo does; its content type may be anything, or nonsense. */
function acceptAnyBody(server) {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(ANY_TYPE, { parseAs: 'buffer', bodyLimit: BODY_BYTES }, async (_, body) => body);
  server.decorateRequest('sentContentType', null);
  server.addHook('onRequest', async (request) => {
    request.sentContentType = request.headers['content-type'] ?? null;
    request.raw.headers['content-type'] = ANY_TYPE;
  });
}

function addEndpoint(server, url, collector) {
  server.route({
    method: ['GET', 'POST'],
    url,
    exposeHeadRoute: false,
    handler(request, reply) {
      allowOrigin(reply, request.headers.origin);
      return collect(request, reply, collector);
    },
  });
  // A question without a request gets an error that every page may read, as from Matomo.
  server.head(url, (request, reply) => {
    allowOrigin(reply, request.headers.origin);
    return reply.code(400).send();
  });
  server.options(url, (request, reply) => {
    collector.countPreflight();
    allowOrigin(reply, request.headers.origin);
    return reply.code(204)
      .header('Access-Control-Allow-Methods', 'GET, POST')
      .header('Access-Control-Allow-Headers', request.headers['access-control-request-headers'] ?? 'Content-Type')
      .send();
  });
}

function collect(request, reply, collector) {
  const { method, raw, body, sentContentType } = request;
  const { parts, bulk } = readRequests({ url: raw.url, body, contentType: sentContentType ?? '' });
  if (parts.length === 0 && method === 'GET') return answerVisitor(reply);
  const message = envelope(request);
  const hits = collector.record((parts.length ? parts : [NOTHING]).map((part) => ({ ...message, ...part })));
  if (!bulk) return answerSingle(reply, { parameters: hits[0].parameters, usable: isUsable(hits[0].parameters) });
  const tracked = hits.filter((hit) => isUsable(hit.parameters)).length;
  return answerBulk(reply, { tracked, invalid: hits.length - tracked, ...bulk });
}

function envelope({ method, raw, headers, sentContentType: contentType }) {
  const { origin = null, referer = null, 'user-agent': userAgent = null, cookie = null } = headers;
  return {
    at: Date.now(),
    method,
    path: raw.url.split('?')[0],
    headers: { origin, referer, contentType, userAgent, cookie },
    transport: transportOf(method, headers),
  };
}

function addQueries(server, collector) {
  const events = createEvents(collector);
  server.addHook('preClose', async () => events.close());
  server.get('/collector/hits', (request) => asked(collector, request.query));
  server.delete('/collector/hits', (_, reply) => {
    collector.clear();
    return reply.code(204).send();
  });
  server.get('/collector/preflights', () => ({ count: collector.preflights() }));
  server.get('/collector/events', (request, reply) => {
    const lastEvent = request.headers['last-event-id'];
    const wish = lastEvent === undefined ? { last: '0', ...request.query } : { since: lastEvent };
    reply.hijack();
    events.open(reply.raw, asked(collector, wish));
  });
}

function asked(collector, { since, last, limit }) {
  if (since === undefined && last !== undefined) return collector.last(count(last) ?? 0);
  return collector.hits({ since: count(since) ?? 0, limit: count(limit) });
}

function count(text) {
  return /^\d{1,15}$/.test(text ?? '') ? Number(text) : undefined;
}
