// What must be refused: each line below a mark is an error, and the compiler complains about a mark without one.
import { init } from 'paqet';
import type { DebugTracker, PaqCommand } from 'paqet';

// @ts-expect-error the site is missing
init({ trackerUrl: '/matomo.php' });
// @ts-expect-error the endpoint is missing
init({ siteId: 1 });
// @ts-expect-error no options
init();
// @ts-expect-error an unknown option
init({ trackerUrl: '/matomo.php', siteId: 1, heartbeat: 15 });
// @ts-expect-error a wrong type
init({ trackerUrl: '/matomo.php', siteId: 1, linkTracking: 'yes' });
// @ts-expect-error no such way
init({ trackerUrl: '/matomo.php', siteId: 1, cookieSameSite: 'Maybe' });
// @ts-expect-error no such policy
init({ trackerUrl: '/matomo.php', siteId: 1, scrub: 'strict' });
// @ts-expect-error facts need a URL
init({ trackerUrl: '/matomo.php', siteId: 1, facts: { title: 'x' } });

const pending = init({ trackerUrl: '/matomo.php', siteId: 1 });
// @ts-expect-error before readiness getters may answer undefined
pending.getVisitorId().length;
const tracker = await pending;
// @ts-expect-error an action is needed
tracker.trackEvent('category');
// @ts-expect-error no such type of link
tracker.trackLink('https://a.example', 'outlink');
// @ts-expect-error no such scope
tracker.setCustomVariable(1, 'name', 'value', 'session');
// @ts-expect-error no such method in any build
tracker.setApiUrl('https://a.example/');
// @ts-expect-error a resolved tracker is not awaited again
tracker.then(() => {});
// @ts-expect-error ready belongs to the module
tracker.ready = Promise.resolve(tracker);
// @ts-expect-error the answer may be false
tracker.getCustomVariable(1)[0];
// @ts-expect-error seconds are a number
tracker.enableHeartBeatTimer('15s');
// @ts-expect-error a list of names
tracker.setExcludedQueryParams([1, 2]);
// @ts-expect-error no such time
tracker.enableUsageMeasurement({ app: { name: 'app' }, targets: [], reportEvery: 'daily' });
// @ts-expect-error an unknown option
tracker.enableUsageMeasurement({ app: { name: 'app' }, targets: [], enable: false });
// @ts-expect-error a call's time is missing
tracker.recordCall('Plan.list');

// @ts-expect-error an unknown command
const unknown: PaqCommand = ['trackPageview'];
// @ts-expect-error a wrong argument
const wrong: PaqCommand = ['trackGoal', { id: 1 }];
// @ts-expect-error an argument is missing
const missing: PaqCommand = ['setUserId'];
// @ts-expect-error a command is an array
window._paq?.push('trackPageView');
// @ts-expect-error may be missing
window.Matomo.getTracker();
// @ts-expect-error only the debug build explains
tracker.explainScrub('a=b');
const explained = (window.Matomo!.getAsyncTracker() as DebugTracker).explainScrub('a=b');
// @ts-expect-error null when the policy keeps it back
explained.request.length;
// @ts-expect-error no such rule
explained.parameters[0]?.marks.some(({ rule }) => rule === 'email');
export { unknown, wrong, missing };
