import type { PendingTracker, Tracker } from "./index.js";

/**
 * Tracks the Web Vitals of each page as events, once per page view, when the page is hidden or the next page view begins:
 * category `Web Vitals`; action `LCP`, `INP`, `CLS`, `FCP` or `TTFB`; name `good`, `needs-improvement` or `poor`; value in
 * whole ms, of CLS in thousandths. Needs the package `web-vitals`. Does nothing on a server.
 */
export function trackWebVitals(tracker: Tracker | PendingTracker): Promise<void>;
