import { onCLS, onFCP, onINP, onLCP, onTTFB } from "web-vitals";

const enabled = new WeakSet();

/**
 * Tracks the Web Vitals of a page as events: category `Web Vitals`, the metric's name as action, its rating as name, and as
 * value whole ms, of CLS thousandths. Each is sent once per page view, when the page is hidden or the next page view begins:
 * only then it is final. Never a page view; nothing on a server or in a worker.
 * @param {object} given The tracker, or what `init` answers.
 */
export async function trackWebVitals(given) {
  const tracker = await given;
  if (typeof document === "undefined" || enabled.has(tracker)) return;
  enabled.add(tracker);
  let metrics = {};
  /** The page that they are of: the tracker may have another address when the next page view begins. */
  let page = tracker.getCurrentUrl();
  const sent = new Set();
  const keep = (metric) => {
    if (!sent.has(metric.id)) metrics[metric.name] = metric;
  };
  const send = () => {
    const final = Object.values(metrics);
    metrics = {};
    const here = tracker.getCurrentUrl();
    if (here !== page) tracker.setCustomUrl(page);
    for (const { id, name, value, rating } of final) {
      sent.add(id);
      tracker.trackEvent("Web Vitals", name, rating, Math.round(name === "CLS" ? value * 1000 : value));
    }
    if (here !== page) tracker.setCustomUrl(here);
  };
  for (const watch of [onCLS, onFCP, onINP, onLCP, onTTFB]) watch(keep, { reportAllChanges: true });
  // Behind the listeners of web-vitals, which finish the metrics, and before the tracker's, which hand everything over.
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && send());
  const { trackPageView } = tracker;
  tracker.trackPageView = (...args) => {
    if (tracker.getNumTrackedPageViews()) send();
    page = tracker.getCurrentUrl();
    return trackPageView(...args);
  };
}
