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
