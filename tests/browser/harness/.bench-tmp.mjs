import { openSite } from './site.js';
import { launchEngine } from './engines.js';
const files = process.argv.slice(3);
const engine = await launchEngine(process.argv[2]);
const best = {};
for (let round = 0; round < 5; round++) for (const file of files) {
  const site = await openSite({ tracker: file });
  const page = await engine.newPage();
  await page.goto(site.page('/a', `<script>navigator.sendBeacon = () => true; let jar='a=b'; Object.defineProperty(document,'cookie',{get:()=>jar,set(){}}); var _paq=[['setTrackerUrl','/matomo.php'],['setSiteId','1'],['trackPageView']];</script><script src="/matomo.js"></script>`));
  await page.evaluate(() => new Promise((r) => setTimeout(r, 1500)));
  const us = await page.evaluate(() => { const run = (n) => { const s = performance.now(); for (let i = 0; i < n; i++) _paq.push(['trackEvent', 'cat', 'act' + i, 'name', 5]); return (performance.now() - s) / n * 1000; }; run(1000); return run(4000); });
  best[file] = Math.min(best[file] ?? Infinity, us);
  await page.close(); await site.close();
}
console.log(best); await engine.close();
