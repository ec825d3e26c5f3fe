import assert from 'node:assert/strict';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest } from './harness/suite.js';

/** The public methods, by area. */
const METHODS = {
  identity: 'setTrackerUrl getTrackerUrl setSiteId getSiteId setAPIUrl getMatomoUrl getPiwikUrl addTracker',
  page: `setCustomUrl getCurrentUrl setReferrerUrl setDocumentTitle setPageViewId getPageViewId discardHashTag setExcludedQueryParams
    setExcludedReferrers setDomains setCampaignNameKey setCampaignKeywordKey disableCampaignParameters
    setConversionAttributionFirstReferrer getAttributionInfo getAttributionCampaignName getAttributionCampaignKeyword
    getAttributionReferrerTimestamp getAttributionReferrerUrl`,
  visitor: 'setUserId getUserId resetUserId setVisitorId getVisitorId getVisitorInfo',
  tracking: `trackPageView trackEvent trackSiteSearch trackGoal trackLink trackRequest queueRequest ping getRequest
    getNumTrackedPageViews enableJSErrorTracking enableFileTracking setCountPreRendered`,
  data: `setCustomData getCustomData appendToTrackingUrl setCustomRequestProcessing addPlugin setCustomDimension getCustomDimension
    deleteCustomDimension setCustomVariable getCustomVariable deleteCustomVariable deleteCustomVariables storeCustomVariablesInCookie`,
  ecommerce: `setEcommerceView addEcommerceItem removeEcommerceItem clearEcommerceCart getEcommerceItems trackEcommerceOrder
    trackEcommerceCartUpdate`,
  content: `trackAllContentImpressions trackVisibleContentImpressions trackContentImpression trackContentImpressionsWithinNode
    trackContentInteraction trackContentInteractionNode logAllContentBlocksOnPage`,
  links: `enableLinkTracking addListener setLinkTrackingTimer getLinkTrackingTimer setDownloadExtensions addDownloadExtensions
    removeDownloadExtensions setDownloadClasses setLinkClasses setIgnoreClasses enableCrossDomainLinking disableCrossDomainLinking
    isCrossDomainLinkingEnabled setCrossDomainLinkingTimeout getCrossDomainLinkingUrlParameter`,
  transport: `setRequestMethod setRequestContentType alwaysUseSendBeacon disableAlwaysUseSendBeacon disableQueueRequest
    setRequestQueueInterval`,
  performance: `setPagePerformanceTiming disablePerformanceTracking setGenerationTimeMs enableHeartBeatTimer disableHeartBeatTimer
    disableBrowserFeatureDetection enableBrowserFeatureDetection`,
  cookies: `setCookieNamePrefix setCookieDomain getCookieDomain setCookiePath getCookiePath setSecureCookie setCookieSameSite
    setVisitorCookieTimeout setSessionCookieTimeout getSessionCookieTimeout setReferralCookieTimeout setSessionCookie getCookie
    hasCookies disableCookies areCookiesEnabled deleteCookies`,
  consent: `requireConsent setConsentGiven rememberConsentGiven forgetConsentGiven hasRememberedConsent getRememberedConsent
    isConsentRequired hasConsent optUserOut forgetUserOptOut isUserOptedOut requireCookieConsent setCookieConsentGiven
    rememberCookieConsentGiven forgetCookieConsentGiven getRememberedCookieConsent setDoNotTrack`,
  frames: 'killFrame redirectFile',
  own: 'setScrubPolicy previewScrub setCountRestored setGlobalPrivacyControl setBotTracking enableSinglePageTracking enableDeclarativeEvents enableMediaTracking enableOfflineQueue enableUsageMeasurement recordCall measureCall',
};
const METHOD_NAMES = Object.values(METHODS).join(' ').split(/\s+/).sort();

const STATICS = `DOM JSON addPlugin addTracker getAsyncTracker getAsyncTrackers getTracker initialized off on retryMissedPluginCalls
  trigger`.split(/\s+/);

/** A page with the tracker, and `fresh()`, a tracker apart from all others that is set up alike. */
const PAGE = `${withoutClientHints}${queue()}${trackerTag}<script>
  function fresh() { return Matomo.getTracker('/matomo.php', 1); }
</script>`;

browserTest('the 137 methods, our own and 12 statics are there, own, writable and enumerable, and no others', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', PAGE));
  const { methods, statics, dom } = await page.evaluate(() => {
    const members = (object) => Object.getOwnPropertyNames(object).sort().map((name) => {
      const { writable, enumerable, value } = Object.getOwnPropertyDescriptor(object, name);
      return [name, writable && enumerable ? typeof value : 'locked'];
    });
    return { methods: members(fresh()), statics: members(Matomo), dom: members(Matomo.DOM) };
  });
  assert.equal(METHOD_NAMES.length - METHODS.own.split(/\s+/).length, 137);
  assert.deepEqual(methods, METHOD_NAMES.map((name) => [name, 'function']));
  const types = { initialized: 'boolean', JSON: 'object', DOM: 'object' };
  assert.deepEqual(statics, STATICS.map((name) => [name, types[name] ?? 'function']));
  assert.deepEqual(dom, ['addEventListener', 'isNodeVisible', 'isOrWasNodeVisible', 'onLoad', 'onReady'].map((name) => [name, 'function']));
  await visit.expectRequests({ requests: [] });
});

/**
 * Which replaced methods a call must go through: `[call, arguments, methods, preparing calls]`. No methods: it must not
 * go through those that other arguments lead to.
 */
const INDIRECTIONS = [
  ['ping', [], ['trackRequest']],
  ['getVisitorId', [], ['getVisitorInfo']],
  ['getCrossDomainLinkingUrlParameter', [], ['getVisitorId']],
  ['getPiwikUrl', [], ['getMatomoUrl', 'getTrackerUrl']],
  ['addTracker', [null, 2], ['getTrackerUrl']],
  ['setRequestMethod', ['get'], ['disableAlwaysUseSendBeacon']],
  ['setRequestMethod', ['POST'], []],
  ['deleteCustomVariable', [1, 'visit'], ['getCustomVariable', 'setCustomVariable'], [['setCustomVariable', 1, 'n', 'v']]],
  ['setCookieConsentGiven', [], ['enableBrowserFeatureDetection'], [['disableCookies'], ['disableBrowserFeatureDetection']]],
  ['requireCookieConsent', [], ['getRememberedCookieConsent', 'disableCookies']],
  ['forgetCookieConsentGiven', [], ['disableCookies']],
  ['rememberCookieConsentGiven', [], ['setCookieConsentGiven']],
  ['hasRememberedConsent', [], ['getRememberedConsent']],
  ['requireConsent', [], ['hasRememberedConsent', 'getRememberedConsent']],
  ['setConsentGiven', [], ['enableBrowserFeatureDetection', 'setCookieConsentGiven'], [['disableBrowserFeatureDetection']]],
  ['setConsentGiven', [false], []],
  ['rememberConsentGiven', [], ['setConsentGiven', 'setCookieConsentGiven']],
  ['forgetUserOptOut', [], ['setConsentGiven']],
  ['forgetConsentGiven', [], ['forgetCookieConsentGiven', 'disableCookies', 'requireConsent', 'hasRememberedConsent', 'getRememberedConsent']],
  ['setDoNotTrack', [true], ['disableCookies']],
  ['setDoNotTrack', [false], []],
];

browserTest('methods reach each other through the property, so that replacing one works', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `<script>
    Object.defineProperty(navigator, 'doNotTrack', { value: '1', configurable: true });
  </script>${PAGE}`));
  const called = await page.evaluate((rows) => rows.map(([name, args, , before = []]) => {
    const tracker = fresh();
    for (const [method, ...given] of before) tracker[method](...given);
    const seen = [];
    for (const method of Object.keys(tracker)) {
      const original = tracker[method];
      if (method === name) continue;
      tracker[method] = (...given) => {
        if (!seen.includes(method)) seen.push(method);
        return original.apply(tracker, given);
      };
    }
    tracker[name](...args);
    return seen;
  }), INDIRECTIONS);
  INDIRECTIONS.forEach(([name, args, expected], index) => {
    const others = INDIRECTIONS.filter(([other]) => other === name).flatMap(([, , methods]) => methods);
    const seen = called[index].filter((method) => (expected.length ? expected : others).includes(method));
    assert.deepEqual(seen.sort(), expected.sort(), `${name}(${args.join(', ')})`);
  });
  assert.equal(await page.evaluate(() => {
    const tracker = fresh();
    return tracker.optUserOut === tracker.forgetConsentGiven;
  }), true);
  await visit.expectRequests({ requests: [{ ping: '1' }] });
});

browserTest('no method but the getters answers anything', {}, async ({ site, page }) => {
  await page.goto(site.page('/a', `${PAGE}<script>navigator.sendBeacon = function () { return true; };</script>`));
  const answering = await page.evaluate(() => {
    const tracker = fresh();
    const quiet = Object.keys(tracker).filter((name) => !/^(get|has|is|are)/.test(name));
    const given = { setRequestQueueInterval: [1000], setSessionCookie: ['n', 'v'], setDomains: [['a.example']], addListener: [document.body],
      setCustomUrl: ['/x'], setReferrerUrl: ['http://r.example/'], setVisitorId: ['0123456789abcdef'], setPagePerformanceTiming: [1],
      appendToTrackingUrl: [''], setDownloadExtensions: ['x'], addDownloadExtensions: ['x'], removeDownloadExtensions: ['x'],
      trackEvent: ['c', 'a'], trackGoal: [1], trackLink: ['http://x.example/', 'link'] };
    const answer = (name) => {
      try {
        return tracker[name](...(given[name] || []));
      } catch {
        return undefined;
      }
    };
    return quiet.filter((name) => answer(name) !== undefined);
  });
  assert.deepEqual(answering.sort(), ['addTracker', 'previewScrub', 'requireCookieConsent']);
});

/** Setter calls, and what the getters say then: `[calls, getter, arguments, answer]`; `undefined` stands as text. */
const ANSWERS = [
  [[], 'getSiteId', [], 1],
  [[['setSiteId', 'abc']], 'getSiteId', [], 'abc'],
  [[['setTrackerUrl', 'x?y z']], 'getTrackerUrl', [], 'x?y z'],
  [[], 'getUserId', [], ''],
  [[['setUserId', 0]], 'getUserId', [], 0],
  [[['setUserId', 'u'], ['setUserId', ''], ['setUserId', null], ['setUserId', true], ['setUserId', {}]], 'getUserId', [], 'u'],
  [[['setUserId', 'u'], ['resetUserId']], 'getUserId', [], ''],
  [[['setVisitorId', '0123456789abcdef']], 'getVisitorId', [], '0123456789abcdef'],
  [[['setVisitorId', '0123456789abcdef'], ['setVisitorId', 'invalid']], 'getVisitorId', [], '0123456789abcdef'],
  [[], 'getPageViewId', [], 'undefined'],
  [[['setPageViewId', 'abc&1']], 'getPageViewId', [], 'abc&1'],
  [[], 'getNumTrackedPageViews', [], 0],
  [[], 'getCustomData', [], 'undefined'],
  [[['setCustomData', { a: 1 }]], 'getCustomData', [], { a: 1 }],
  [[['setCustomData', 'a', 1], ['setCustomData', 'b', 2]], 'getCustomData', [], { a: 1, b: 2 }],
  [[['setCustomData', null]], 'getCustomData', [], null],
  [[['setCustomDimension', '2x', 22]], 'getCustomDimension', [2], '22'],
  [[['setCustomDimension', 3]], 'getCustomDimension', ['3'], ''],
  [[['setCustomDimension', 0, 'a'], ['setCustomDimension', -1, 'a']], 'getCustomDimension', [0], 'undefined'],
  [[['setCustomDimension', 1, 'a'], ['deleteCustomDimension', 1]], 'getCustomDimension', [1], 'undefined'],
  [[['setCustomVariable', 1, 'n', 'v']], 'getCustomVariable', [1], ['n', 'v']],
  [[['setCustomVariable', 1, 'n', 'v', 'page']], 'getCustomVariable', [1], false],
  [[['setCustomVariable', 1, 'n', 'v', 'page']], 'getCustomVariable', [1, 3], ['n', 'v']],
  [[['setCustomVariable', 1, 'n', 'v'], ['deleteCustomVariable', 1, 'visit']], 'getCustomVariable', [1], false],
  [[['setCustomVariable', 1, 'n', 'v'], ['deleteCustomVariables']], 'getCustomVariable', [1], ['n', 'v']],
  [[['setCustomVariable', 1, 'n', 'v'], ['deleteCustomVariables', 'visit']], 'getCustomVariable', [1], false],
  [[['setCustomVariable', 1, 'x'.repeat(300), 7]], 'getCustomVariable', [1], ['x'.repeat(200), '7']],
  [[], 'getLinkTrackingTimer', [], 500],
  [[['setLinkTrackingTimer', 9000]], 'getLinkTrackingTimer', [], 9000],
  [[], 'isCrossDomainLinkingEnabled', [], false],
  [[['enableCrossDomainLinking']], 'isCrossDomainLinkingEnabled', [], true],
  [[['enableCrossDomainLinking'], ['disableCrossDomainLinking']], 'isCrossDomainLinkingEnabled', [], false],
  [[], 'getCookiePath', [], 'undefined'],
  [[['setCookiePath', '/x']], 'getCookiePath', [], '/x'],
  [[], 'getCookieDomain', [], 'undefined'],
  [[], 'getSessionCookieTimeout', [], 1800000],
  [[['setSessionCookieTimeout', 60]], 'getSessionCookieTimeout', [], 60000],
  [[], 'areCookiesEnabled', [], true],
  [[['disableCookies']], 'areCookiesEnabled', [], false],
  [[['disableCookies']], 'hasCookies', [], false],
  [[], 'hasCookies', [], true],
  [[], 'getCookie', ['nothing'], null],
  [[], 'getAttributionInfo', [], ['', '', 0, '']],
  [[], 'getAttributionCampaignName', [], ''],
  [[], 'getAttributionCampaignKeyword', [], ''],
  [[], 'getAttributionReferrerTimestamp', [], 0],
  [[], 'getAttributionReferrerUrl', [], ''],
  [[], 'hasConsent', [], true],
  [[], 'isConsentRequired', [], false],
  [[], 'isUserOptedOut', [], false],
  [[], 'hasRememberedConsent', [], false],
  [[], 'getRememberedConsent', [], null],
  [[], 'getRememberedCookieConsent', [], 0],
  [[['addEcommerceItem', 'S']], 'getEcommerceItems', [], { S: ['S', null, null, null, null] }],
  [[['addEcommerceItem', 'S'], ['addEcommerceItem', 7, 'n', ['a', 'b'], '1', 2], ['removeEcommerceItem', 'S']], 'getEcommerceItems', [],
    { 7: ['7', 'n', ['a', 'b'], '1', 2] }],
  [[['addEcommerceItem', 'S'], ['clearEcommerceCart']], 'getEcommerceItems', [], {}],
  [[['setAPIUrl', 'https://api.example/']], 'getMatomoUrl', [], 'https://api.example/'],
  ...[
    ['//m.example/matomo.php', 'http://m.example/'],
    ['http://m.example/dir/matomo.php?x=1', 'http://m.example/dir/'],
    ['http://m.example/js/tracker.php', 'http://m.example/'],
    ['http://m.example/a/b.php', 'http://m.example/a/'],
    ['http://m.example/dir', 'http://m.example/dir'],
    ['http://m.example/matomo.php/', 'http://m.example/matomo.php/'],
    ['http://m.example/js/matomo.php?v=1&u=/piwik.php', 'http://m.example/'],
  ].map(([url, answer]) => [[['setTrackerUrl', url]], 'getPiwikUrl', [], answer]),
  ...[
    ['/abs?x=1#h', 'http://localhost/abs?x=1#h'],
    ['mailto:x@y', 'mailto:x@y'],
    ['http://x.example/%C3%A4?a=%20', 'http://x.example/%C3%A4?a=%20'],
  ].map(([url, answer]) => [[['setCustomUrl', url]], 'getCurrentUrl', [], answer]),
];

browserTest('getters answer what the setters were given', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/dir/a', PAGE));
  const answers = await page.evaluate((rows) => rows.map(([calls, getter, args]) => {
    const tracker = fresh();
    for (const [name, ...given] of calls) tracker[name](...given);
    const answer = tracker[getter](...args);
    return answer === undefined ? 'undefined' : answer;
  }), ANSWERS);
  ANSWERS.forEach(([calls, getter, args, answer], index) => {
    assert.deepEqual(answers[index], answer, `${JSON.stringify(calls).slice(0, 120)} ${getter}(${args})`);
  });
  const base = `${site.origin}/dir/`;
  const custom = ['rel.html', '?q=1', '#frag', '', '../up'];
  assert.deepEqual(
    await page.evaluate((urls) => urls.map((url) => {
      const tracker = fresh();
      tracker.setCustomUrl(url);
      return tracker.getCurrentUrl();
    }), custom),
    custom.map((url) => base + url),
  );
  await visit.expectRequests({ requests: [] });
});

browserTest('the visitor, the page views and the linking parameter are told as they are', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', PAGE));
  const told = await page.evaluate(() => {
    const tracker = Matomo.getAsyncTracker();
    const before = tracker.getVisitorInfo();
    tracker.trackPageView();
    const first = tracker.getPageViewId();
    tracker.trackPageView();
    tracker.disableCookies();
    return { before, id: tracker.getVisitorId(), views: tracker.getNumTrackedPageViews(), changed: first !== tracker.getPageViewId(),
      without: tracker.getVisitorInfo().slice(0, 2), parameter: fresh().getCrossDomainLinkingUrlParameter() };
  });
  assert.equal(told.before.length, 4);
  assert.deepEqual([told.before[0], told.before[3]], ['0', '']);
  assert.match(told.before[1], /^[0-9a-f]{16}$/);
  assert.deepEqual(told.without, ['1', '']);
  assert.deepEqual([told.id, told.views, told.changed], ['', 2, true]);
  assert.match(told.parameter, /^pk_vid=[0-9a-f]{16}\d{10}[0-9a-f]{6}$/);
  const id = told.before[1];
  await visit.expectRequests({ requests: [{ action_name: 'T', _id: id, _idn: '0' }, { action_name: 'T', _id: id }] });
  assert.deepEqual(await page.evaluate(() => [typeof Matomo.JSON.parse, Matomo.initialized]), ['function', true]);
});

browserTest('removed and misspelt methods: one is said to be gone, the others do not exist', {}, async ({ site, page }) => {
  await page.goto(site.page('/a', `${PAGE}<script>
    Matomo.getAsyncTracker().setGenerationTimeMs(5);
  </script>`));
  assert.match((await page.complaints()).join('\n'), /setGenerationTimeMs is no longer supported/);
  const gone = ['setApiUrl', 'setHeartBeatTimer', 'setVisitStandardLength', 'setVisitorIdCookie', 'enableRememberConsent'];
  assert.deepEqual(await page.evaluate((names) => names.filter((name) => name in fresh()), gone), []);
});
