import { CUSTOM_DATA } from "./state.js";
import { TITLE } from "./slots.js";
import { attempt, report } from "./report.js";
import { customData } from "./custom_data.js";
import { each } from "./entries.js";
import { enqueue } from "./request_queue.js";
import { isOverlay, showOverlay } from "./overlay.js";
import { release } from "./hold.js";
import { whenShown } from "./prerender.js";

/** Tracking methods with the position of their custom data; the callback is behind it. */
const TRACKING = { trackPageView: 1, trackEvent: 4, trackGoal: 2, trackSiteSearch: 3, trackLink: 2, trackRequest: 1 };

/** Methods that track something (spec-a §1.5). */
export function trackingMethods(tracker, command) {
  const { _api: api, _state: state } = tracker;
  const methods = {};
  each(TRACKING, (name, at) => {
    methods[name] = (...args) => {
      if (name === "trackPageView") {
        const session = isOverlay(tracker);
        if (session) return showOverlay(tracker, session);
        tracker._errors.clear();
        tracker._held.consent = [];
      }
      if (name === "trackPageView" || name === "trackSiteSearch") tracker._impressions.clear();
      // The type is the name of the parameter. matomo.js sends `undefined=…`, which Matomo counts as a page view.
      if (name === "trackLink" && !(typeof args[1] === "string" && /^\w+$/.test(args[1]))) return report("trackLink needs a type: 'link' or 'download'");
      const [dimensions, data] = customData(args[at], state[CUSTOM_DATA]);
      const callback = args[at + 1];
      const rest = args.slice(0, at).concat(name === "trackRequest" ? [args[3]] : []);
      command(name, [dimensions, data, ...(name === "trackPageView" ? attempt("the title", () => pageTitle(args[0], state[TITLE])) || [] : rest)], {
        _built: (request) => release(tracker, request, callback),
      });
    };
    const track = methods[name];
    methods[name] = (...args) => whenShown(tracker, () => track(...args));
  });
  const assembled = (request, _built) => command("trackRequest", [...customData(undefined, state[CUSTOM_DATA]), request], { _built });
  return Object.assign(methods, {
    ping: () => api.trackRequest("ping=1", null, null, "ping"),
    queueRequest(request, isFullRequest) {
      if (isFullRequest) enqueue(tracker, request);
      else assembled(request, (full) => enqueue(tracker, full));
    },
    getRequest(request) {
      let full = "";
      assembled(request, (built) => (full = built));
      return full;
    },
  });
}

/** The title as Rust takes it: the one given or set, and the `<title>` element for one that is no string. */
function pageTitle(given, fallback) {
  let title = given || fallback;
  if (title && title.text) title = title.text;
  const element = document.getElementsByTagName("title")[0];
  return [title, typeof title === "string" || !element ? undefined : element.text];
}
