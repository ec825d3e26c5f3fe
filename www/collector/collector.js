import { firstValues, parsePairs } from './encoding.js';
import { createRoutes } from './routes.js';
import { openStore } from './store.js';
import { validate } from './validate.js';

/**
 * @typedef {object} Hit one tracking request that arrived
 * @property {number} id grows with each hit and is never used again
 * @property {number} at epoch ms
 * @property {string} method
 * @property {string} path path of the endpoint
 * @property {string} query raw request without `?`, encoded as sent; where address and body both carry parameters,
 *   the address's, `&`, the body's; an entry of a bulk request that was an object, form-encoded
 * @property {Record<string, string>} parameters decoded as PHP does (`+` is a space); of a name given twice the first
 * @property {string[]} names every name in the order of the wire, repeated ones too
 * @property {null | { id: string, index: number, size: number }} bulk null: it came alone; size 0: an unreadable bulk
 * @property {'query' | 'form' | 'json'} from where it stood; `json` is a bulk request, whatever its content type
 * @property {{ origin: ?string, referer: ?string, contentType: ?string, userAgent: ?string, cookie: ?string }} headers
 * @property {number} bytes length of `query` in UTF-8
 * @property {'image' | 'fetch' | 'beacon' | 'post'} transport as far as the browser tells
 * @property {{ parameter: string, message: string }[]} problems empty: as the Tracking HTTP API wants it
 */

/**
 * A stand-in for Matomo's tracking endpoint that keeps and checks what it is sent.
 *
 * - `routes`: fastify 5 plugin with the endpoints and `/collector/hits|events|preflights`; may be registered on
 *   several servers.
 * - `hits({ since, limit })`: hits with an id above `since` (default 0: all), oldest first; `last(count)` the newest;
 *   `kept()` the ids of the `{ oldest, newest }`, null where there is none.
 * - `clear()` forgets all hits and preflights. `close()` closes the database.
 * - `onHit(listener)`, `onClear(listener)`: called after each hit and each clear; answer a function that unsubscribes.
 * - `preflights()`: number of CORS preflights, which no tracker should cause.
 *
 * @param {{ database?: string, endpoints?: string[] }} [options] `database`: path of a file, ':memory:' for none
 * @throws {Error} with a sentence for the user, when the database cannot be opened
 */
export function createCollector({ database = ':memory:', endpoints = ['/matomo.php', '/piwik.php'] } = {}) {
  const store = openStore(database);
  const hitListeners = new Set();
  const clearListeners = new Set();
  let preflights = 0;

  const collector = {
    hits: ({ since = 0, limit } = {}) => store.since(since, limit).map(describe),
    last: (count) => store.last(count).map(describe),
    kept: () => store.kept(),
    clear() {
      store.clear();
      preflights = 0;
      for (const listener of clearListeners) listener();
    },
    onHit: (listener) => subscribe(hitListeners, listener),
    onClear: (listener) => subscribe(clearListeners, listener),
    preflights: () => preflights,
    close: () => store.close(),
  };

  function record(records) {
    const hits = store.add(records).map(describe);
    for (const hit of hits) for (const listener of hitListeners) listener(hit);
    return hits;
  }

  const countPreflight = () => {
    preflights += 1;
  };
  return { ...collector, routes: createRoutes({ ...collector, record, countPreflight }, endpoints) };
}

function subscribe(listeners, listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function describe({ faults, ...record }) {
  const pairs = parsePairs(record.query);
  return {
    ...record,
    parameters: firstValues(pairs),
    names: pairs.map((pair) => pair.name),
    bytes: Buffer.byteLength(record.query),
    problems: [...faults, ...validate(pairs, record.at)],
  };
}
