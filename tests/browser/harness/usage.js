import { readFile } from 'node:fs/promises';
import { trackerTag } from './snippet.js';
import { browserTest } from './suite.js';

const PART = new URL('../../../pkg/paqet.usage.js', import.meta.url);

/** Everything a request of the measurement may say. */
const FIELDS = /^(idsite|rec|r|url|action_name|pv_id|send_image|ca|e_c|e_a|e_n|e_v|dimension\d+|idgoal|link|download|c_[npti])$/;

/** A browserTest of the script with its part, in all engines unless `options` name some: the rules are the same in both builds. */
export const usageTest = (name, run, options = {}) => browserTest(name, { builds: ['wasm'], ...options }, async (given) => {
  given.site.file('/paqet.usage.js', await readFile(PART));
  await run(given);
});

/**
 * A page with the script, whose `measure(options)` enables the measurement and answers it once it works.
 *
 * @param {string} [html] what stands in front of the script
 * @param {string} [script] what runs behind it
 */
export const usagePage = (html = '', script = '') => `${html}
<script>window._paq ||= [['disablePerformanceTracking']];</script>${trackerTag}<script>
  var app = { name: 'kiwi-tcms', version: '13.1', facts: { php: '8.2', users: 12 } };
  function measure(options) {
    return new Promise(function (onReady) {
      _paq.push(['enableUsageMeasurement', Object.assign({ app: app, inDevelopment: true, targets: [{ trackerUrl: '/matomo.php', siteId: 7 }], onReady: onReady }, options)]);
    }).then(function (usage) { window.usage = usage; });
  }
  ${script}
</script>`;

/** What a request says beyond what is documented. */
export const undocumented = (hits) => hits.flatMap(({ parameters }) => Object.keys(parameters).filter((name) => !FIELDS.test(name)));

/** What the measurement stored, and all else that is stored. */
export const stored = () => ({
  usage: JSON.parse(localStorage.getItem('paqet.usage')),
  others: Object.keys(localStorage).filter((name) => name !== 'paqet.usage').length,
  cookies: document.cookie,
});
