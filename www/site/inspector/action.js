const quoted = (text) => `“${text}”`;
const joined = (parts) => parts.filter((part) => part !== undefined && part !== '').join(' › ');

/** Address without what a reader does not need: scheme, `www.` and a lone slash. */
function short(url = '') {
  return url.replace(/^[a-z]+:\/\/(?:www\.)?/i, '').replace(/\/$/, '') || url;
}

/**
 * The kinds of action a request can carry, in the order in which the inspector lists them. A request is of the first
 * kind whose `is` answers true; `title` says in one line what happened.
 */
const KINDS = [
  { id: 'unusable', label: 'Cannot be recorded', is: (p) => !p.idsite || p.rec !== '1', title: () => 'Nothing Matomo can record' },
  { id: 'ping', label: 'Ping', is: (p) => p.ping === '1', title: () => 'The visit goes on' },
  {
    id: 'order',
    label: 'Order or cart',
    is: (p) => p.idgoal === '0',
    title: (p) => (p.ec_id === undefined ? `Cart worth ${p.revenue}` : `Order ${p.ec_id} worth ${p.revenue}`),
  },
  { id: 'goal', label: 'Goal', is: (p) => 'idgoal' in p, title: (p) => `Goal ${p.idgoal}${p.revenue ? ` worth ${p.revenue}` : ''}` },
  {
    id: 'event',
    label: 'Event',
    is: (p) => 'e_c' in p || 'e_a' in p,
    title: (p) => joined([p.e_c, p.e_a, p.e_n]) + (p.e_v === undefined ? '' : ` (${p.e_v})`),
  },
  {
    id: 'search',
    label: 'Search',
    is: (p) => 'search' in p,
    title: (p) => `${quoted(p.search)}${p.search_cat ? ` in ${p.search_cat}` : ''}${resultsOf(p.search_count)}`,
  },
  { id: 'outlink', label: 'Outlink', is: (p) => 'link' in p, title: (p) => short(p.link) },
  { id: 'download', label: 'Download', is: (p) => 'download' in p, title: (p) => short(p.download) },
  {
    id: 'content',
    label: 'Content',
    is: (p) => 'c_n' in p,
    title: (p) => `${p.c_i ? `${p.c_i} on ` : 'Saw '}${joined([p.c_n, p.c_p])}`,
  },
  { id: 'custom', label: 'Other action', is: (p) => p.ca === '1', title: (p) => short(p.url) },
  { id: 'pageview', label: 'Page view', is: () => true, title: (p) => p.action_name || short(p.url) || 'Page without title' },
];

function resultsOf(count) {
  if (count === undefined) return '';
  return count === '1' ? ', 1 result' : `, ${count} results`;
}

const ORDER = ['pageview', 'event', 'outlink', 'download', 'search', 'goal', 'order', 'content', 'ping', 'custom', 'unusable'];

/** @type {{ id: string, label: string }[]} every kind, in the order a reader wants */
export const ACTIONS = ORDER.map((wanted) => {
  const { id, label } = KINDS.find((kind) => kind.id === wanted);
  return { id, label };
});

/**
 * What a request tells.
 *
 * @param {Record<string, string>} parameters decoded
 * @returns {{ id: string, label: string, title: string }} `title` is one line of plain text, never empty
 */
export function actionOf(parameters) {
  const { id, label, title } = KINDS.find((kind) => kind.is(parameters));
  return { id, label, title: title(parameters).replace(/\s+/g, ' ').trim() || label };
}
