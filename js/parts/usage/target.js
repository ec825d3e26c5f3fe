import { attempt } from "../../report.js";
import { addresses } from "./address.js";

/** What a request may say; everything else is left out, whoever added it. The scrubber comes behind. */
const FIELDS = /^(idsite|rec|r|url|urlref|action_name|pv_id|send_image|ca|e_[cavn]|dimension\d+|idgoal|revenue|link|download|c_[npti])=/;

/** Requests that wait for their turn, or for another try, go nowhere when this is where they go. */
const NOWHERE = "data:,";

/** On a page with https the browser refuses http. */
const upgraded = (url) => (location.protocol === "https:" ? url.replace(/^http:/, "https:") : url);

/**
 * One destination. It has two trackers of its own, which store nothing: one that sends, and one that only answers what would be sent.
 * @param {(url: string, siteId: string | number) => object} create
 * @param {{ trackerUrl: string | URL, siteId: string | number, policy?: string | object }} target
 * @param {object} settings
 * @param {() => boolean} isOn May requests leave?
 */
export function openTarget(create, target, settings, isOn) {
  const trackerUrl = upgraded(String(target.trackerUrl));
  const open = (process) => openPage(create(trackerUrl, target.siteId), target.policy, settings, process);
  let pass;
  const model = open((request) => pass(request));
  let sender;
  const live = () => (sender ||= open((request) => (isOn() ? request : "")));

  /** What `work` tracks, as it would leave. */
  function collect(work) {
    const requests = [];
    pass = (request) => {
      requests.push(request);
      return "";
    };
    attempt("usage measurement", work);
    return requests.map((request) => {
      pass = () => request;
      return model.tracker.getRequest("");
    });
  }
  model.tracker.setCountPreRendered(true);

  return {
    key: keyOf(target),
    trackerUrl,
    siteId: target.siteId,
    /** What is sent of the page's address. */
    address: model.address,
    /** The tracker that sends. */
    tracker: () => live().tracker,
    view: (dimensions) => live().view(dimensions),
    /** What `view` would send now. */
    previewView: (dimensions) => collect(() => model.view(dimensions)),
    /** What the tracker would send now of an event. */
    previewEvent: (event) => collect(() => model.tracker.trackEvent(...event)),
    /**
     * The requests of what `work` tracks, on a page of its own.
     * @param {string} path
     * @param {string} title
     * @param {(tracker: object) => void} work
     * @returns {string[]}
     */
    requestsOn: (path, title, work) => {
      model.visit(path, title);
      return collect(() => work(model.tracker));
    },
    close() {
      if (!sender) return;
      sender.tracker.setTrackerUrl(NOWHERE);
      sender.tracker.requireConsent();
    },
  };
}

/** Tells targets apart, also in what is stored. */
export const keyOf = ({ trackerUrl, siteId }) => `${trackerUrl} ${siteId}`;

/** Sets a tracker up, and moves it from page to page. */
function openPage(tracker, policy = "anonymous", settings, process) {
  const wanted = { extends: "anonymous", ...(typeof policy === "object" ? policy : { extends: policy }) };
  // Anything that is no name of a policy becomes the strictest one.
  const isAnonymous = wanted.extends !== "off" && wanted.extends !== "balanced";
  const { origin, find, hideHost } = addresses(tracker, settings);

  const base = isAnonymous ? { hash: false, ...wanted } : wanted;
  const templates = (settings.routes || []).map(({ path }) => path);
  if (isAnonymous) base.path = { templates: templates.concat(wanted.path?.templates || []) };
  const scrub = (title) => {
    const all = title ? { ...base, title } : base;
    // `off` is only `off` as a name.
    tracker.setScrubPolicy(Object.keys(all).length > 1 ? all : all.extends);
  };

  // Its cookies would have the names of those of another tracker of the page, and be deleted with them.
  tracker.setCookieNamePrefix("_paqet_usage_");
  scrub();
  tracker.disableCookies();
  tracker.disableBrowserFeatureDetection();
  tracker.disablePerformanceTracking();
  tracker.setCountRestored(false);
  if (isAnonymous) tracker.setReferrerUrl("");
  tracker.setCustomRequestProcessing((request) => {
    const fields = request.split("&").filter((field) => FIELDS.test(field));
    return process((isAnonymous ? fields.map(hideHost) : fields).join("&"));
  });

  function here() {
    if (isAnonymous) {
      const [url, title] = find();
      tracker.setCustomUrl(url);
      scrub(title);
    } else {
      tracker.setCustomUrl(location.href);
      tracker.setDocumentTitle(document.title);
      scrub();
    }
  }

  return {
    tracker,
    address() {
      here();
      return tracker.previewScrub(tracker.getCurrentUrl());
    },
    view(dimensions) {
      here();
      tracker.trackPageView(undefined, dimensions);
    },
    visit(path, title) {
      tracker.setCustomUrl(origin + path);
      scrub(title);
    },
  };
}
