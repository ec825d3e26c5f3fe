import { randomUUID } from 'node:crypto';

/**
 * @typedef {object} Part one request of possibly several that one HTTP message carries
 * @property {string} query raw request without `?`, as sent
 * @property {'query' | 'form' | 'json'} from
 * @property {null | { id: string, index: number, size: number }} bulk
 * @property {{ parameter: string, message: string }[]} faults what could not be read
 */

/**
 * Takes an HTTP message apart into its requests.
 *
 * @param {{ url: string, body: Buffer | undefined, contentType: string }} message `url`: as Node has it
 * @returns {{ parts: Part[], bulk: null | { wantsImage: boolean } }} no parts: it carries no request at all;
 *   `bulk` is null for a single request
 */
export function readRequests({ url, body, contentType }) {
  const address = Buffer.from(url, 'latin1').toString('utf8');
  const mark = address.indexOf('?');
  const query = mark < 0 ? '' : address.slice(mark + 1);
  const text = body?.toString('utf8') ?? '';
  if (/["']requests["']/.test(text)) return readBulk(text);
  if (query === '' && text === '') return { parts: [], bulk: null };
  return { parts: [readSingle(query, text, contentType)], bulk: null };
}

function readSingle(query, text, contentType) {
  if (text === '') return { query, from: 'query', bulk: null, faults: [] };
  const isForm = !/^multipart\//i.test(contentType) && !/^\s*[[{]/.test(text);
  if (!isForm) {
    return { query, from: 'query', bulk: null, faults: [fault('body', 'Neither form-encoded nor a bulk request, so not read.')] };
  }
  return { query: query === '' ? text : `${query}&${text}`, from: 'form', bulk: null, faults: [] };
}

function readBulk(text) {
  const message = parse(text.trim());
  const entries = message?.requests;
  if (!Array.isArray(entries)) {
    return { parts: [unreadableBulk('Not JSON with an array of requests.')], bulk: { wantsImage: true } };
  }
  if (entries.length === 0) {
    return { parts: [unreadableBulk('An empty list of requests.')], bulk: { wantsImage: true } };
  }
  const id = randomUUID();
  const parts = entries.map((entry, index) => (
    { ...readEntry(entry), from: 'json', bulk: { id, index, size: entries.length } }
  ));
  const wantsImage = !('send_image' in message) || Boolean(Number(message.send_image));
  return { parts, bulk: { wantsImage } };
}

function unreadableBulk(message) {
  return { query: '', from: 'json', bulk: { id: randomUUID(), index: 0, size: 0 }, faults: [fault('requests', message)] };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readEntry(entry) {
  if (typeof entry === 'string') return readAddress(entry);
  if (typeof entry !== 'object' || entry === null) {
    return { query: '', faults: [fault('requests', 'Neither an address nor an object.')] };
  }
  const pieces = Object.entries(entry).map(([name, value]) => (
    `${encodeURIComponent(name)}=${encodeURIComponent(typeof value === 'object' ? JSON.stringify(value) : value)}`
  ));
  return { query: pieces.join('&'), faults: [] };
}

function readAddress(entry) {
  const mark = entry.indexOf('?');
  if (mark < 0) return { query: '', faults: [fault('requests', 'No “?”, so Matomo reads no parameter of it.')] };
  const [query, ...fragments] = entry.slice(mark + 1).split('#');
  const faults = fragments.length ? [fault('requests', 'An unencoded “#” cuts the request short.')] : [];
  return { query, faults };
}

function fault(parameter, message) {
  return { parameter, message };
}

/**
 * How a request was probably sent, as far as its method and Sec-Fetch headers tell (browsers leave these out on
 * insecure origins other than localhost).
 *
 * @param {string} method
 * @param {Record<string, string | undefined>} headers lower-case names
 * @returns {'image' | 'fetch' | 'beacon' | 'post'} `fetch` also stands for XMLHttpRequest, `post` for not known
 */
export function transportOf(method, headers) {
  const { 'sec-fetch-dest': destination, 'sec-fetch-mode': mode } = headers;
  if (method === 'GET') return destination === 'empty' ? 'fetch' : 'image';
  if (destination !== 'empty') return 'post';
  return mode === 'no-cors' ? 'beacon' : 'fetch';
}
