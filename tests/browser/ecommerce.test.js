import assert from 'node:assert/strict';
import { absent, SPACED_SETTLE_MS } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';

const pageOf = (...commands) => `${withoutClientHints}${queue(...commands)}${trackerTag}<script>var tracker = Matomo.getAsyncTracker();</script>`;

const items = (...list) => (text) => text !== undefined && JSON.stringify(JSON.parse(text)) === JSON.stringify(list);

browserTest('a cart keeps its items, an order sends them and empties the cart', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(
    "['addEcommerceItem', 'S1', 'N\u00e4me', 'cat', 11.1111, 2]", "['addEcommerceItem', 44, 55, ['a', 'b'], '7', '3']", "['addEcommerceItem', 'S3', '', '', '', '']",
    "['addEcommerceItem', 'S4', 'gone']", "['removeEcommerceItem', 'S4']", "['addEcommerceItem', '']", "['addEcommerceItem']",
    "['addEcommerceItem', 'S1', 'updated']", "['trackEcommerceCartUpdate', 15.5]",
  )));
  const content = [['44', 55, ['a', 'b'], '7', '3'], ['S1', 'updated', '', 0, 1], ['S3', '', '', 0, 1]];
  await visit.expectRequests({ requests: [{ idgoal: '0', revenue: '15.5', ec_items: items(...content), ec_id: absent, ec_st: absent, ca: absent }] });
  assert.deepEqual(await page.evaluate(() => Object.keys(tracker.getEcommerceItems())), ['44', 'S1', 'S3']);
  await page.evaluate(() => { tracker.trackEcommerceOrder('O 1&', 666.66, 333, 222, 111, false); tracker.trackEcommerceOrder('O2', 1, 2); });
  const [order] = await visit.expectRequests({
    requests: [
      { idgoal: '0', ec_id: 'O 1&', revenue: '666.66', ec_st: '333', ec_tx: '222', ec_sh: '111', ec_items: items(...content) },
      { idgoal: '0', ec_id: 'O2', revenue: '1', ec_st: '2', ec_items: items() },
    ],
    settle: SPACED_SETTLE_MS,
  });
  assert.deepEqual(order.problems.filter(({ parameter }) => parameter !== 'ec_dt'), []);
  assert.deepEqual(await page.evaluate(() => tracker.getEcommerceItems()), {});
});

browserTest('getEcommerceItems gives a copy; clearEcommerceCart empties', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf("['addEcommerceItem', 'S']")));
  assert.deepEqual(await page.evaluate(() => {
    tracker.getEcommerceItems().S[1] = 'changed';
    return tracker.getEcommerceItems();
  }), { S: ['S', null, null, null, null] });
  await page.evaluate(() => { tracker.clearEcommerceCart(); tracker.trackEcommerceCartUpdate(0); });
  await visit.expectRequests({ requests: [{ idgoal: '0', revenue: '0', ec_items: '[]' }] });
});

browserTest('orders and carts without what they need are not sent', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf()));
  await page.evaluate(() => {
    tracker.trackEcommerceOrder('', 5);
    tracker.trackEcommerceOrder('x');
    tracker.trackEcommerceOrder();
    tracker.trackEcommerceCartUpdate();
  });
  await visit.expectRequests({ requests: [] });
});

browserTest('a total of 0 is sent', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf("['trackEcommerceOrder', 'O', 0, 0, 0, 0, 0]")));
  const [order] = await visit.expectRequests({ requests: [{ ec_id: 'O', revenue: '0', ec_st: '0', ec_tx: '0', ec_sh: '0', ec_dt: '0', ec_items: '[]' }] });
  assert.deepEqual(order.problems, []);
});

const VIEWS = [
  [['SKU1', 'N\u00e4me', ['c1', 'c2'], 9.99], { _pkc: '["c1","c2"]', _pkp: '9.99', _pks: 'SKU1', _pkn: 'N\u00e4me' }],
  [[false, false, 'Cat'], { _pkc: 'Cat', _pkp: absent, _pks: absent, _pkn: absent }],
  [['S', '', '', 0], { _pkc: '', _pkp: '0', _pks: 'S', _pkn: '' }],
  [[null, 'N', null, ''], { _pkc: '', _pkp: absent, _pks: absent, _pkn: 'N' }],
  [[12, 34, 56, 78], { _pkc: '56', _pkp: '78', _pks: '12', _pkn: '34' }],
  [[], { _pkc: '', _pkp: absent, _pks: absent, _pkn: absent }],
];

browserTest('what is viewed goes with every request until the next view', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf()));
  await page.evaluate((views) => views.forEach(([args], index) => {
    tracker.setEcommerceView(...args);
    tracker.trackEvent('view', String(index));
    tracker.trackPageView(`page ${index}`);
  }), VIEWS);
  await visit.expectRequests({
    requests: VIEWS.flatMap(([, parameters], index) => [{ e_a: index, ...parameters }, { action_name: `page ${index}`, ...parameters }]), settle: SPACED_SETTLE_MS,
  });
});

browserTest('goals: the revenue goes along, 0 too, and custom data and dimensions', improves('leaves a revenue of 0 out'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf()));
  await page.evaluate(() => {
    tracker.trackGoal(42);
    tracker.trackGoal('7', 0);
    tracker.trackGoal(43, 69.5, { k: 'v', dimension1: 'x' });
  });
  await visit.expectRequests({
    requests: [{ idgoal: '42', revenue: absent }, { idgoal: '7', revenue: '0' }, { idgoal: '43', revenue: '69.5', dimension1: 'x', data: '{"k":"v"}' }],
    settle: SPACED_SETTLE_MS,
  });
});

browserTest('dimensions in the custom data of the tracker go with every order', improves('takes them out at the first one'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf("['setCustomData', { dimension2: 'two', k: 1 }]", "['trackEcommerceCartUpdate', 1]", "['trackEcommerceCartUpdate', 2]")));
  await visit.expectRequests({ requests: [1, 2].map((revenue) => ({ revenue, dimension2: 'two', data: '{"k":1}' })), settle: SPACED_SETTLE_MS });
  assert.deepEqual(await page.evaluate(() => tracker.getCustomData()), { dimension2: 'two', k: 1 });
});
