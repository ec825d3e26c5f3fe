/** @typedef {{ type: string, about: string, min?: number, max?: number }} Parameter see `formats.js` for the types */

const flag = (about) => ({ type: 'flag', about });
const one = (about) => ({ type: 'one', about });
const text = (about) => ({ type: 'text', about });
const filled = (about) => ({ type: 'filled', about });
const url = (about) => ({ type: 'url', about });
const integer = (about, min, max) => ({ type: 'integer', about, min, max });
const decimal = (about, min, max) => ({ type: 'decimal', about, min, max });
const seconds = (about) => ({ type: 'seconds', about });
const variables = (about) => ({ type: 'variables', about });
const milliseconds = (about) => integer(about, 0, 16_777_215);

const GROUPS = {
  Action: {
    action_name: text('Title of the page; slashes make a hierarchy.'),
    e_c: filled('Event category.'),
    e_a: filled('Event action.'),
    e_n: text('Event name.'),
    e_v: decimal('Event value.'),
    search: text('What was searched on the site.'),
    search_cat: text('Category the search was made in.'),
    search_count: integer('Number of results shown; 0 puts the search among those without result.', 0),
    link: url('Outlink: address the visitor left for.'),
    download: url('Download: address of the file.'),
    idgoal: integer('Goal that was converted; 0 stands for an order or a cart.', 0),
    revenue: decimal('Money this conversion is worth.'),
    c_n: filled('Content name: which block.'),
    c_p: text('Content piece: what the block showed.'),
    c_t: text('Content target: where the block leads.'),
    c_i: filled('Content interaction: what the visitor did with the block.'),
    ping: one('Keeps the visit alive without counting an action.'),
    ca: one('Marks a custom action, so that it never counts as a page view.'),
  },
  Ecommerce: {
    ec_id: filled('Order number.'),
    ec_items: { type: 'items', about: 'Items of the order or cart: SKU, name, category, price, quantity.' },
    ec_st: decimal('Sub-total of the order.'),
    ec_tx: decimal('Tax of the order.'),
    ec_sh: decimal('Shipping of the order.'),
    ec_dt: decimal('Discount of the order.'),
    _pkc: text('Category of the product page that is viewed.'),
    _pkp: decimal('Price of the product that is viewed.'),
    _pks: text('SKU of the product that is viewed.'),
    _pkn: text('Name of the product that is viewed.'),
  },
  Page: {
    url: url('Address of the page.'),
    urlref: url('Address of the page before it.'),
    pv_id: { type: 'pageViewId', about: 'Page view ID: ties every action to its page view.' },
    cs: { type: 'charset', about: 'Charset of the page, when it is not UTF-8.' },
    pf_net: milliseconds('Page load: time spent on the network, in ms.'),
    pf_srv: milliseconds('Page load: time the server took, in ms.'),
    pf_tfr: milliseconds('Page load: time of the transfer, in ms.'),
    pf_dm1: milliseconds('Page load: DOM processing, in ms.'),
    pf_dm2: milliseconds('Page load: DOM completion, in ms.'),
    pf_onl: milliseconds('Page load: load event handlers, in ms.'),
    gt_ms: milliseconds('Generation time in ms; Matomo stopped reading it with version 4.'),
  },
  Visitor: {
    _id: { type: 'visitorId', about: 'Visitor ID: 16 hexadecimal digits; empty when cookies are off.' },
    uid: filled('User ID: who is logged in.'),
    cid: { type: 'visitorId', about: 'Forces the visitor ID (needs a token).' },
    new_visit: flag('1 starts a new visit.'),
    consent: one('Consent was required and has been given.'),
    cookie: flag('Whether the browser accepts cookies.'),
    _idn: flag('1 when no visitor ID cookie existed before; Matomo ignores it.'),
    _idts: seconds('Time of the first visit, Unix seconds; an old parameter.'),
    _idvc: integer('Number of visits so far; an old parameter.', 0),
    _viewts: seconds('Time of the visit before, Unix seconds; an old parameter.'),
    _ects: seconds('Time of the last order, Unix seconds; an old parameter.'),
    _cvar: variables('Custom variables of the visit.'),
    cvar: variables('Custom variables of the page.'),
    e_cvar: variables('Custom variables of the event.'),
    data: { type: 'json', about: 'Custom data for server plugins; Matomo itself does not read it.' },
  },
  Attribution: {
    _rcn: text('Campaign name that conversions are attributed to.'),
    _rck: text('Campaign keyword that conversions are attributed to.'),
    _refts: seconds('When that referrer brought the visitor, Unix seconds; 0 for never.'),
    _ref: url('Referrer that conversions are attributed to.'),
  },
  Browser: {
    res: { type: 'resolution', about: 'Screen size in pixels, width x height.' },
    h: integer('Local hour of the visitor.', 0, 23),
    m: integer('Local minute of the visitor.', 0, 59),
    s: integer('Local second of the visitor.', 0, 59),
    uadata: { type: 'object', about: 'Client hints: what the browser says about itself.' },
    ua: filled('User agent that replaces the HTTP header.'),
    lang: filled('Language that replaces the HTTP header.'),
    pdf: flag('PDF plugin.'),
    qt: flag('QuickTime plugin.'),
    realp: flag('RealPlayer plugin.'),
    wma: flag('Windows Media plugin.'),
    fla: flag('Flash plugin.'),
    java: flag('Java plugin.'),
    ag: flag('Silverlight plugin.'),
    dir: flag('Director plugin; an old parameter.'),
    gears: flag('Gears plugin; an old parameter.'),
  },
  Request: {
    idsite: { type: 'site', about: 'Site the request belongs to.' },
    rec: one('1 asks the server to record the request.'),
    r: text('Random digits that keep caches away.'),
    rand: text('Random text that keeps caches away.'),
    apiv: one('Version of the tracking API, always 1.'),
    send_image: flag('0 asks for an empty answer instead of an image.'),
    bots: flag('1 also records robots.'),
    cdo: integer('Age of the request in seconds: it happened that long ago.', 0),
    cdt: { type: 'datetime', about: 'When it happened, in UTC (needs a token when older than a day).' },
    cip: { type: 'address', about: 'IP address of the visitor (needs a token).' },
    country: { type: 'country', about: 'Country, two lower-case letters (needs a token).' },
    region: filled('Region code (needs a token).'),
    city: filled('City (needs a token).'),
    lat: decimal('Latitude (needs a token).', -90, 90),
    long: decimal('Longitude (needs a token).', -180, 180),
    token_auth: { type: 'token', about: 'Authenticates the request; never put it into a web page.' },
    queuedtracking: flag('0 has the request handled at once instead of queued.'),
    debug: flag('1 asks the server for debug output.'),
    tracker_install_check: filled('Nonce with which Matomo checks that the tracker is installed.'),
  },
  Media: {
    ma_id: filled('Media: ID of this playback.'),
    ma_ti: text('Media: title.'),
    ma_re: filled('Media: address of the resource.'),
    ma_mt: filled('Media: video or audio.'),
    ma_pn: text('Media: name of the player.'),
    ma_st: integer('Media: seconds it was played.', 0),
    ma_le: integer('Media: length in seconds.', 0),
    ma_ps: integer('Media: position in seconds.', 0),
    ma_ttp: integer('Media: seconds from the page view to the first play.', 0),
    ma_w: integer('Media: width in pixels.', 0),
    ma_h: integer('Media: height in pixels.', 0),
    ma_fs: flag('Media: full screen.'),
    ma_se: text('Media: segments that were played.'),
  },
  Crash: {
    cra: filled('Crash: message.'),
    cra_st: text('Crash: stack trace.'),
    cra_ct: text('Crash: category.'),
    cra_tp: text('Crash: type of the error.'),
    cra_ru: text('Crash: file it happened in.'),
    cra_rl: integer('Crash: line.', 0),
    cra_rc: integer('Crash: column.', 0),
  },
};

const PARAMETERS = new Map(Object.entries(GROUPS).flatMap(([group, members]) => (
  Object.entries(members).map(([name, parameter]) => [name, { group, ...parameter }])
)));

/** The groups of parameters, in the order in which a reader wants them. */
export const GROUP_NAMES = Object.keys(GROUPS);

/**
 * What the Tracking HTTP API says about a parameter.
 *
 * @param {string} name as on the wire; `dimension7` and the like are known by their pattern
 * @returns {(Parameter & { group: string }) | undefined} undefined: no parameter of that name is documented
 */
export function parameterOf(name) {
  const dimension = /^dimension([1-9]\d{0,2})$/.exec(name);
  if (dimension) return { group: 'Action', ...text(`Custom dimension ${dimension[1]}.`) };
  return PARAMETERS.get(name);
}
