import { CUSTOM_TIMING, PAGE_VIEWS } from "./slots.js";
import { attempt } from "./report.js";
import { trackers } from "./tracker.js";

/**
 * Counts a page that comes back from the back/forward cache as one more page view, the same as the last one; it has an
 * own page view ID, and nothing of the first visit to the page is told again. matomo.js counts nothing here (spec-b B7).
 */
export function watchReturning() {
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    for (const tracker of trackers) {
      const { _api: api, _state: state } = tracker;
      const views = state[PAGE_VIEWS];
      tracker._returned();
      if (!views || tracker._uncounted) continue;
      state[CUSTOM_TIMING] = [];
      // After the page's own listeners: one of them may count the page view itself.
      setTimeout(() => views === state[PAGE_VIEWS] && attempt("tracker.trackPageView", () => api.trackPageView(...tracker._view)));
    }
  });
}
