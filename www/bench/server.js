import fastify from 'fastify';
import { SITE_ID, TRACKER_URL } from './scripts.js';

/**
 * The site that is measured: one page with the standard snippet for each script, a page to go to, and an endpoint.
 * Scripts are served as a good server does: compressed beforehand with brotli, and typed.
 *
 * @param {import('./scripts.js').Script[]} scripts
 * @returns {Promise<{ origin: string, arrival: (visit: string) => number | undefined,
 *   handlers: (visit: string) => Record<string, number>, close: () => Promise<void> }>}
 *   `arrival`: when the next page of this visit was asked for, in ms since 1970;
 *   `handlers`: ms that the page's handlers took when it was left, by event; empty until they are reported
 */
export async function startBenchServer(scripts) {
  const server = fastify({ forceCloseConnections: true });
  const arrivals = new Map();
  const handlers = new Map();
  const byName = new Map(scripts.map((script) => [script.name, script]));
  const files = new Map(scripts.flatMap((script) => script.files.map((file) => [file.file, file])));
  server.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body));

  server.get('/visit/:script', (request, reply) => page(reply, visitPage(byName.get(request.params.script))));
  server.get('/next/:visit', (request, reply) => {
    arrivals.set(request.params.visit, Date.now());
    return page(reply, '<!doctype html><title>Next</title><link rel="icon" href="data:,"><p>The next page');
  });
  server.post('/left/:visit/:event/:ms', (request, reply) => {
    const { visit, event, ms } = request.params;
    handlers.set(visit, { ...handlers.get(visit), [event]: Number(ms) });
    return reply.code(204).send();
  });
  server.get('/script/:file', (request, reply) => {
    const file = files.get(request.params.file);
    if (!file) return reply.code(404).send();
    return reply
      .type(file.file.endsWith('.wasm') ? 'application/wasm' : 'text/javascript; charset=utf-8')
      .headers({ 'Content-Encoding': 'br', Vary: 'Accept-Encoding', 'Cache-Control': 'public, max-age=3600' })
      .send(file.compressed);
  });
  server.route({ method: ['GET', 'POST'], url: TRACKER_URL, handler: (_, reply) => reply.code(204).send() });

  await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    origin: `http://localhost:${server.server.address().port}`,
    arrival: (visit) => arrivals.get(visit),
    handlers: (visit) => handlers.get(visit) ?? {},
    close: () => server.close(),
  };
}

function page(reply, html) {
  return reply.type('text/html; charset=utf-8').header('Cache-Control', 'no-cache').send(html);
}

/** The stamp marks where the page's own work begins; see measure/main_thread.js. */
function visitPage({ files: [{ file }], isModule }) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>A visit</title>
<link rel="icon" href="data:,">
<script>console.timeStamp('bench: head');</script>
<script>
  var _paq = window._paq = window._paq || [];
  _paq.push(['trackPageView']);
  _paq.push(['enableLinkTracking']);
  (function() {
    var u="/";
    _paq.push(['setTrackerUrl', '${TRACKER_URL}']);
    _paq.push(['setSiteId', '${SITE_ID}']);
    var d=document, g=d.createElement('script'), s=d.getElementsByTagName('script')[0];
    g.async=true; ${isModule ? "g.type='module'; " : ''}g.src=u+'script/${file}'; s.parentNode.insertBefore(g,s);
  })();
</script>
</head>
<body>
<h1>A visit</h1>
<p>Some text and <a id="out" href="http://out.example/">a link</a>.</p>
</body>
</html>
`;
}
