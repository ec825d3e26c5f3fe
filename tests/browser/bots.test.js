import { absent } from './harness/expect.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';

const better = improves('it counts every browser');

browserTest('a driven browser is counted, is not, or carries a mark', better, async ({ site, page, visit }) => {
  const open = (path, ...commands) => page.goto(site.page(path, `${queue(...commands, "['trackPageView']")}${trackerTag}`, { title: path }));
  await open('/plain');
  await visit.expectRequests({ requests: [{ action_name: '/plain', dimension4: absent }] });
  await open('/send', "['setBotTracking', 'send']");
  await visit.expectRequests({ requests: [{ action_name: '/send', dimension4: absent }] });
  await open('/marked', "['setBotTracking', 4]");
  await visit.expectRequests({ requests: [{ action_name: '/marked', dimension4: 'bot' }] });
  await open('/dropped', "['trackEvent', 'a', 'b']", "['setBotTracking', 'drop']");
  await visit.expectRequests({ refuted: [{ action_name: '/dropped' }, { e_c: 'a' }] });
});

browserTest('an ordinary browser is counted without a mark, and one that calls itself headless is a bot', better, async ({ site, page, visit }) => {
  const looks = (webdriver, userAgent) => `<script>Object.defineProperty(navigator, 'webdriver', { value: ${webdriver} });
    Object.defineProperty(navigator, 'userAgent', { value: '${userAgent}' });</script>`;
  const open = (path, look, ...commands) => page.goto(site.page(path, `${look}${queue(...commands, "['trackPageView']")}${trackerTag}`, { title: path }));
  const ordinary = looks(false, 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0');
  await open('/marked', ordinary, "['setBotTracking', 4]");
  await visit.expectRequests({ requests: [{ action_name: '/marked', dimension4: absent }] });
  await open('/dropped', ordinary, "['setBotTracking', 'drop']");
  await visit.expectRequests({ requests: [{ action_name: '/dropped' }] });
  await open('/headless', looks(false, 'Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0.0.0'), "['setBotTracking', 4]");
  await visit.expectRequests({ requests: [{ action_name: '/headless', dimension4: 'bot' }] });
});
