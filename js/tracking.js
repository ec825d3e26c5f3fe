import { TRACK_EVENT, TRACK_GOAL, TRACK_LINK, TRACK_PAGE_VIEW, TRACK_REQUEST, TRACK_SITE_SEARCH } from "./methods.js";
import { TITLE } from "./slots.js";
import { attempt, report } from "./report.js";
import { customData } from "./custom_data.js";
import { each } from "./entries.js";
import { enqueue } from "./request_queue.js";
import { isOverlay, showOverlay } from "./overlay.js";
import { release } from "./hold.js";
import { scrubbed } from "./scrubber.js";
import { whenShown } from "./prerender.js";

/** Methods that track something (spec-a §1.5). */
export function trackingMethods(tracker, api, state, command) {
  const assemble = (number, args, given, _built) => command(number, [...customData(tracker, given), ...args], { _built });
  const track = (number, args, given, callback) => assemble(number, args, given, (request) => release(tracker, request, callback));
  const methods = {
    trackPageView(title, given, callback) {
      const session = isOverlay(tracker);
      if (session) return showOverlay(tracker, session);
      tracker._errors.clear();
      tracker._impressions.clear();
      tracker._held.consent = [];
      tracker._view = [title, given];
      track(TRACK_PAGE_VIEW, attempt("the title", () => pageTitle(title, state[TITLE])) || [], given, callback);
    },
    trackEvent: (category, action, name, value, given, callback) => track(TRACK_EVENT, [category, action, name, value], given, callback),
    trackGoal: (id, revenue, given, callback) => track(TRACK_GOAL, [id, revenue], given, callback),
    trackSiteSearch(keyword, category, count, given) {
      tracker._impressions.clear();
      track(TRACK_SITE_SEARCH, [keyword, category, count], given);
    },
    trackLink(url, type, given, callback) {
      // The type is the name of the parameter. matomo.js sends `undefined=…`, which Matomo counts as a page view.
      if (typeof type === "string" && /^\w+$/.test(type)) track(TRACK_LINK, [url, type], given, callback);
      else report("trackLink needs a type: 'link' or 'download'");
    },
    trackRequest: (request, given, callback, hook) => track(TRACK_REQUEST, [request, hook], given, callback),
    queueRequest(request, isFullRequest) {
      const queue = (full) => enqueue(tracker, full);
      if (isFullRequest) queue(request);
      else assemble(TRACK_REQUEST, [request], undefined, queue);
    },
  };
  each(methods, (name, method) => (methods[name] = (...args) => whenShown(tracker, () => method(...args))));
  return Object.assign(methods, {
    ping: () => api.trackRequest("ping=1", null, null, "ping"),
    setCountRestored: (count) => void (tracker._uncounted = !count),
    getRequest(request) {
      let full = "";
      assemble(TRACK_REQUEST, [request], undefined, (built) => (full = scrubbed(tracker, built)));
      return full;
    },
  });
}

/** The title as Rust takes it: the one given or set, and the `<title>` element for one that is no string. */
function pageTitle(given, fallback) {
  let title = given || fallback;
  if (title && title.text) title = title.text;
  const element = document.querySelector("title");
  return [title, typeof title === "string" || !element ? undefined : element.text];
}
