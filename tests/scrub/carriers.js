const OWN = 'https://www.example.org';
const OTHER = 'https://other.example.com';
const component = encodeURIComponent;

/** What a browser leaves of a text that a page puts into an address as it is. */
const raw = (text) => encodeURI(text).replace(/[#?&+;=]/g, component).replace(/%5[BD]/g, decodeURIComponent);

const address = (place) => ({ url: (wire) => OWN + place({ ...wire, pair: `${wire.key}=${component(wire.value)}` }) });
const pairs = (place) => ({ group: 'pairs', ...address(place) });
const addresses = (place) => ({ group: 'addresses', ...address(place) });
const texts = (name, place = ({ value }) => value) => ({ group: 'texts', request: (wire) => `${name}=${component(place(wire))}` });
const below = (origin) => ({ value }) => `${origin}/u/${component(value)}/edit`;

/**
 * Where a value can stand, by the names of `carriers/*.rs`: those that need no visit. Each has a group, and makes either a URL or a request
 * of `{ key, value }`.
 */
export const CARRIERS = {
  query: pairs(({ pair }) => `/p?${pair}&lang=de`),
  'query-raw': pairs(({ key, value }) => `/p?lang=de&${key}=${raw(value)}`),
  'query-twice': pairs(({ key, value }) => `/p?${key}=${component(component(value))}`),
  semicolon: pairs(({ pair }) => `/p?lang=de;${pair};x=1`),
  nested: pairs(({ key, value }) => `/p?filter[${key}]=${component(value)}`),
  'hash-query': pairs(({ pair }) => `/p#${pair}&tab=1`),
  'url-in-value': pairs(({ pair }) => `/p?next=${component(`/q?a=1&${pair}`)}`),
  'query-name': addresses(({ value }) => `/p?${component(value)}=1`),
  'query-flag': addresses(({ value }) => `/p?${component(value)}`),
  path: addresses(({ value }) => `/u/${component(value)}/edit`),
  'path-twice': addresses(({ value }) => `/u/${component(component(value))}`),
  'path-in-value': addresses((wire) => `/p?next=${component(below('')(wire))}`),
  hash: addresses(({ value }) => `/p#${component(value)}`),
  route: addresses(({ value }) => raw(value)),
  'referrer-path': { ...texts('urlref', below(OTHER)), group: 'addresses' },
  'outlink-path': { ...texts('link', below(OTHER)), group: 'addresses' },
  outlink: { ...texts('link', ({ value }) => OTHER + raw(value)), group: 'addresses' },
  download: { ...texts('download', ({ value }) => OWN + raw(value)), group: 'addresses' },
  title: texts('action_name'),
  'event-name': texts('e_n'),
  'order-id': texts('ec_id'),
  uid: texts('uid'),
};
