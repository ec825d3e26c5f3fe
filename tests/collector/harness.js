import fastify from 'fastify';
import { createCollector } from '../../www/collector/collector.js';

/**
 * Opens a collector on a server that needs no port; both are closed when the test ends.
 *
 * @param {import('node:test').TestContext} t
 * @param {object} [options] of createCollector
 * @returns {{ collector: object, server: object, get: (query: string, headers?: object) => Promise<object>, post: (body: string, options?: { query?: string, type?: string }) => Promise<object> }}
 */
export function openCollector(t, options) {
  const collector = createCollector(options);
  const server = fastify();
  server.register(collector.routes);
  t.after(async () => {
    await server.close();
    collector.close();
  });
  return {
    collector,
    server,
    get: (query, headers) => server.inject({ method: 'GET', url: `/matomo.php${query}`, headers }),
    post: (payload, { query = '', type } = {}) => server.inject({
      method: 'POST', url: `/matomo.php${query}`, payload, headers: type === undefined ? {} : { 'content-type': type },
    }),
  };
}

/** Messages of a hit's problems, by parameter; of several for one parameter, joined by a space. */
export function problemsOf(hit) {
  const messages = {};
  for (const { parameter, message } of hit.problems) {
    messages[parameter] = messages[parameter] ? `${messages[parameter]} ${message}` : message;
  }
  return messages;
}
