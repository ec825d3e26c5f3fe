import { onNavigation } from "./navigations.js";
import { whenTitleSettles } from "./title.js";

/** A framework that tracks page views itself does so this soon after a navigation, in ms. */
const LATE = 5000;

const enabled = new WeakSet();

/**
 * Tracks each page of a single-page app as a page view: the page it starts with, unless that was tracked, and each
 * navigation to another address. Beside a framework that calls `trackPageView` itself each page counts once.
 *
 * - A navigation counts when the address that would be sent differs, after scrubbing. Replacing an entry of the history
 *   counts only with another path, so that filters and positions kept in the query are no page views.
 * - It counts when the page's title has settled, or when the page is left.
 * - Its referrer is the page view before, as an absolute URL.
 * @param {object} tracker
 * @param {{ hash?: boolean, contentImpressions?: boolean }} [options] `hash`: the part behind `#` names the page, as hash
 *   routers have it; `contentImpressions`: tracks the content blocks of each page.
 */
export default function enableSinglePageTracking(tracker, { hash = false, contentImpressions = false } = {}) {
  if (enabled.has(tracker)) return;
  enabled.add(tracker);
  const count = tracker.trackPageView;
  /** What is sent of an address, without the host: `setCustomUrl` drops the port. */
  const sent = (url) => {
    const { pathname, search, hash: fragment } = new URL(tracker.previewScrub ? tracker.previewScrub(url) : url, location.href);
    return { path: pathname + (hash ? fragment.replace(/\?.*/, "") : ""), all: pathname + search + (hash ? fragment : "") };
  };
  /** The page view before: its address as sent and in full, its title; `_ours` until when a call of the app's would repeat it. */
  let last = { key: undefined, url: undefined, title: "", ours: 0 };
  /** The address that the tracker has now. */
  let here = sent(location.href);
  let stop;
  let isOurs = false;

  const track = () => {
    stop = undefined;
    tracker.setDocumentTitle(document.title);
    remember(Date.now() + LATE);
    isOurs = true;
    try {
      // By the property: others may have replaced it since, to learn of page views.
      tracker.trackPageView();
    } finally {
      isOurs = false;
    }
    if (contentImpressions) tracker.trackAllContentImpressions();
  };
  const remember = (ours) => (last = { key: sent(tracker.getCurrentUrl()).all, url: location.href, title: document.title, ours });
  const cancel = () => {
    if (stop) stop();
    stop = undefined;
  };
  const wait = () => {
    cancel();
    stop = whenTitleSettles(last.title, track);
  };

  tracker.trackPageView = (...args) => {
    if (isOurs) return count(...args);
    const { all } = sent(tracker.getCurrentUrl());
    const repeats = all === last.key && Date.now() < last.ours;
    last.ours = 0;
    if (repeats) return;
    if (all === here.all) cancel();
    remember(0);
    count(...args);
  };

  onNavigation((isReplacement) => {
    const before = here;
    here = sent(location.href);
    if (here.all === before.all || (isReplacement && here.path === before.path && !stop)) return;
    tracker.setCustomUrl(location.href);
    if (here.all === last.key) return cancel();
    if (last.url) tracker.setReferrerUrl(last.url);
    wait();
  });

  const leave = () => {
    if (!stop) return;
    cancel();
    track();
  };
  // Before the tracker's own listeners, which hand everything pending to the browser.
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
  addEventListener("pagehide", leave, true);
  // A page that comes back is counted once more, by the tracker.
  addEventListener("pageshow", () => (last.ours = 0), true);

  begin();

  /** The app may have navigated while this part was loading. */
  function begin() {
    const [entry] = performance.getEntriesByType("navigation");
    const start = sent(tracker.getCurrentUrl()).all;
    const moved = entry && sent(entry.name).all === start && here.all !== start;
    if (tracker.getNumTrackedPageViews()) remember(0);
    if (moved) tracker.setCustomUrl(location.href);
    if (!last.key) wait();
    else if (moved) {
      last = { ...last, key: start, url: entry.name };
      tracker.setReferrerUrl(entry.name);
      wait();
    }
  }
}
