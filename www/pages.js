import { createHash } from 'node:crypto';

const INLINE_SCRIPT = /<script>([\s\S]*?)<\/script>/g;
const ENDPOINT = "u+'matomo.php'";

/** What the head of every page begins with. */
const HEAD = `<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/site.css">`;

/** Whose page it is, and where one can go from there. */
const MASTHEADS = {
  Seedbed: { label: 'Shop', links: { '/': 'Home', '/catalogue': 'Catalogue', '/lecture': 'Lecture', '/usage': 'Usage', '/scrub': 'Scrubber' } },
  paqet: { label: 'Demo', links: { '/': 'The demo shop', '/inspector.html': 'Requests', '/scrub': 'Scrubber', '/privacy': 'Privacy', '/reference/': 'Reference' } },
};

/**
 * Finishes a page of the demo for sending.
 *
 * @param {string} html the page's source, with the standard snippet and the places `<!-- head -->`, `<!-- notices -->` and
 *   `<!-- masthead: NAME -->`, a name of `MASTHEADS`
 * @param {object} state
 * @param {string} state.path where the page is
 * @param {string | null} state.matomoUrl base URL, with trailing slash, of the Matomo that gets the requests instead of the collector
 * @param {boolean} state.trackerMissing
 * @param {boolean} [state.videoMissing]
 * @param {Record<string, string>} [state.changes] directives of the policy that this page has otherwise
 * @returns {{ html: string, policy: string }} `policy`: a Content-Security-Policy that allows what is in the page
 */
export function finishPage(html, { path, matomoUrl, trackerMissing, videoMissing = false, changes = {} }) {
  const notices = [];
  if (trackerMissing) {
    notices.push('<p class="notice"><strong>The tracker is not built.</strong> Run <code>npm run build</code>, then reload.</p>');
  }
  if (videoMissing) {
    notices.push('<p class="notice"><strong>The video is not drawn.</strong> Install the Debian package <code>ffmpeg</code>, run <code>npm start</code> again, then reload.</p>');
  }
  if (matomoUrl) {
    notices.push(`<p class="notice"><strong>Requests go to ${escape(matomoUrl)}</strong> and do not appear here.</p>`);
  }
  const target = matomoUrl ? literal(`${matomoUrl}matomo.php`) : ENDPOINT;
  const page = html
    .replace('<!-- head -->', HEAD)
    .replace(/<!-- masthead: (\w+) -->/, (_, name) => masthead(name, path))
    .replace('<!-- notices -->', () => notices.join('\n'))
    .replace(ENDPOINT, () => target);
  return { html: page, policy: policyFor(page, matomoUrl).map((directive) => changes[directive] ?? directive).join('; ') };
}

function masthead(name, path) {
  const { label, links } = MASTHEADS[name];
  const here = Object.keys(links).findLast((link) => path === link || path.startsWith(`${link}/`));
  const link = ([href, text]) => `<a href="${href}"${href === here ? ' aria-current="page"' : ''}>${text}</a>`;
  return `<header class="masthead">
    <a class="name" href="/"><img src="/icon.svg" alt="" width="28" height="28">${name}</a>
    <nav aria-label="${label}">${Object.entries(links).map(link).join('')}</nav>
  </header>`;
}

/**
 * Sources of a Content-Security-Policy for the inline scripts of a page.
 *
 * @param {string} html
 * @returns {string[]}
 */
export function inlineScripts(html) {
  return [...html.matchAll(INLINE_SCRIPT)].map(([, source]) => `'sha256-${createHash('sha256').update(source).digest('base64')}'`);
}

function policyFor(page, matomoUrl) {
  const hashes = inlineScripts(page);
  const endpoint = matomoUrl ? ` ${new URL(matomoUrl).origin}` : '';
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${hashes.join(' ')}`.trim(),
    "style-src 'self'",
    `img-src 'self'${endpoint}`,
    `connect-src 'self'${endpoint}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ];
}

function escape(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function literal(text) {
  return `'${text.replace(/[\\'<\n\r\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}'`;
}

/**
 * The base URL of a Matomo as its user writes it, made ready for the snippet.
 *
 * @param {string | undefined} text with or without trailing slash or the name of the endpoint
 * @returns {string | null} with trailing slash; null for none
 * @throws {Error} with a sentence for the user, when it is no http(s) address
 */
export function matomoBase(text) {
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new Error(`MATOMO_URL must be the http(s) address of a Matomo, such as https://stats.example.org/, not ${text}.`);
  }
  return url.origin + url.pathname.replace(/(?:matomo|piwik)\.(?:php|js)$/, '').replace(/\/*$/, '/');
}
