// What must compile: the README's example, every kind of option, method and command.
import { init } from 'paqet';
import { paqetPlugin } from 'paqet/paella';
import type { PaqetPluginConfig } from 'paqet/paella';
import type { DebugTracker, InitOptions, ModuleTracker, Paq, PaqCommand, PendingTracker, Tracker } from 'paqet';

const tracker = await init({ trackerUrl: 'https://stats.example/matomo.php', siteId: 1, singlePage: true });
tracker.trackEvent('video', 'play', 'intro');
const id: string = tracker.getVisitorId();
const ready: ModuleTracker = await tracker.ready;

const pending: PendingTracker = init({ trackerUrl: new URL('https://stats.example/matomo.php'), siteId: 'abc' });
pending.trackPageView();
const early: string | undefined = pending.getVisitorId();
pending.then(({ getSiteId }) => getSiteId());
pending.ready.catch((error) => console.log(error));

const options: InitOptions = {
  trackerUrl: '/matomo.php', siteId: 1, wasm: new Uint8Array(8), facts: { url: 'https://site.example/' }, global: true,
  singlePage: { hash: true }, scrub: { extends: 'anonymous', query: { allow: 'page', replace: { id: 20 } }, custom: [{ find: /x/g, replace: 'y' }] }, declarativeEvents: { selectors: { '.buy': 'shop|buy', form: { category: 'form', action: 'sent', value: 3 } } },
  usageMeasurement: { app: { name: 'app' }, targets: [] }, offlineQueue: true, mediaTracking: { events: true, mediaAnalytics: false }, contentImpressions: 'visible', heartBeat: 20, cookieSameSite: 'Strict', dimensions: { 1: 'one', 2: true },
  excludedQueryParams: ['token'] as const, domains: '*.site.example', customRequestProcessing: (request) => request + '&a=1',
};
init(options);

tracker.trackPageView('Title', { dimension1: 'one', more: { any: 'thing' } }, ({ success, xhr }) => console.log(success, xhr?.status));
tracker.trackEvent('a', 'b', null, 1.5);
tracker.trackGoal(1, 12.5);
tracker.trackSiteSearch('word', false, 3);
tracker.trackLink('https://a.example', 'download');
tracker.setCustomData('key', 1);
tracker.setCustomData({ key: 1 });
tracker.setScrubPolicy('balanced');
tracker.setCustomVariable(1, 'name', 'value', 'visit');
tracker.addEcommerceItem('sku', 'name', ['a', 'b'], 1, 2);
tracker.addPlugin('Mine', { log: ({ request }) => (request.includes('e_c') ? '&mine=1' : undefined), unload() {} });
const variable = tracker.getCustomVariable(1);
if (variable) variable[1].toUpperCase();
const [name, , timestamp] = tracker.getAttributionInfo();
timestamp.toFixed();
name.trim();
tracker.enableSinglePageTracking({ contentImpressions: true });
tracker.enableMediaTracking({ mediaAnalytics: true });
tracker.enableUsageMeasurement({
  app: { name: 'kiwi-tcms', version: '13.1', facts: { php: '8.2', users: 12 } }, dimensions: { version: 1, users: 3 }, bucket: false,
  targets: [{ trackerUrl: 'https://stats.example/matomo.php', siteId: 1, policy: { extends: 'anonymous', query: { allow: 'page' } } }],
  reportEvery: '12 hours', routes: ['/', { path: '/plan/:id', title: 'Plan' }], selectors: { '#save': 'Plan|Save' }, customUrl: ({ hash }) => hash.slice(1),
  onReady: (usage) => {
    const [{ requests }] = usage.preview().targets;
    if (usage.state() === 'asking' && requests[0].parameters.url) usage.agree();
    usage.push(['trackEvent', 'a', 'b'], ['whatever', 1], [function () { this.trackEvent('c', 'd'); }]);
  },
});
tracker.enableUsageMeasurement({ enabled: false });
tracker.recordCall('Plan.list', 12);
const five: number = tracker.measureCall('Plan.list', () => 5);
const later: Promise<string> = pending.measureCall('Plan.list', async () => 'later');
class DataPlugin {}
const Plugin = paqetPlugin({ DataPlugin, Events: { PLAY: 'paella:play' } }, { name: 'mine' });
new Plugin();
const plugin: PaqetPluginConfig = { enabled: true, context: ['userTracking'], server: 'https://stats.example/', siteId: 1, events: { action: '${event}' }, scrub: 'anonymous' };
plugin.watchedSegments = false;
const second: Tracker = tracker.addTracker(null, 2);

const command: PaqCommand = ['trackEvent', 'video', 'play', 'intro', 1];
const queue: Paq = (window._paq = window._paq || []);
queue.push(command, ['enableLinkTracking'], ['setCustomDimension', 1, 'one'], ['MediaAnalytics::scanForMedia'], ['FormAnalytics.disable', true], ['recordCall', 'Plan.list', 12], ['UsageMeasurement::trackEvent', 'a', 'b']);
queue.push([function () { this.setUserId('u'); }], [function (a: number) { this.trackGoal(a); }, 3]);
window._paq?.push(['setSiteId', '1']);
window.Matomo?.getAsyncTracker().trackPageView();
window.Matomo?.UsageMeasurement?.refuse();
window.Matomo?.on('TrackerSetup', (added) => added.disableCookies());
window.Matomo?.on('RequestScrubbed', ({ request, parameters }) => {
  for (const { name, original, scrubbed, marks } of parameters) console.log(request ?? 'kept back', name.length, original.length, scrubbed?.length, marks[0]?.rule);
});
window.Matomo?.on('RequestsDropped', ({ tracker, count, total }) => console.log(tracker.getSiteId(), count + total));
const story = (window.Matomo?.getAsyncTracker() as DebugTracker).explainScrub('action_name=T');
if (story.parameters[0]?.marks.some(({ rule }) => rule === 'UserInfo')) console.log(story.request?.length);
window.Piwik?.getTracker('/matomo.php', 2).getRequest('a=b').length;
window.matomoAsyncInit = () => {};
export { id, ready, early, second, five, later };
