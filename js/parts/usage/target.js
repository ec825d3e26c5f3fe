import { attempt } from "../../report.js";

/** What a request may say; everything else is left out, whoever added it. The scrubber comes behind. */
const FIELDS = /^(idsite|rec|r|url|urlref|action_name|pv_id|send_image|ca|e_[cavn]|dimension\d+|idgoal|revenue|link|download|c_[npti])=/;

/** Requests that wait for their turn, or for another try, go nowhere when this is where they go. */
const NOWHERE = "data:,";

/** Paths that are none of the app's routes. */
const OTHER = "/other";

/**
 * One destination: a tracker of its own, which stores nothing, with its own policy.
 * @param {(url: string, siteId: string | number) => object} create
 * @param {{ trackerUrl: string | URL, siteId: string | number, policy?: string | object }} target
 * @param {object} settings
 * @param {() => boolean} isOn May requests leave?
 */
export function openTarget(create, { trackerUrl, siteId, policy = "anonymous" }, settings, isOn) {
  const { routes, name, basePath } = settings;
  const wanted = { extends: "anonymous", ...(typeof policy === "object" ? policy : { extends: policy }) };
  // Anything that is no name of a policy becomes the strictest one.
  const isAnonymous = wanted.extends !== "off" && wanted.extends !== "balanced";
  const origin = `https://${name.toLowerCase()}.invalid`;
  const tracker = create(upgraded(String(trackerUrl)), siteId);
  const live = (request) => (isOn() ? request : "");
  let pass = live;

  const base = isAnonymous ? { hash: false, ...wanted } : wanted;
  if (isAnonymous && routes) base.path = { templates: [...routes.map(({ path }) => path), ...[].concat(wanted.path?.templates || [])] };
  const scrub = (title) => tracker.setScrubPolicy(isAnonymous && title ? { ...base, title } : plain(base));

  // Its cookies would have the names of those of another tracker of the page, and be deleted with them.
  tracker.setCookieNamePrefix("_paqet_usage_");
  scrub();
  tracker.disableCookies();
  tracker.disableBrowserFeatureDetection();
  tracker.disablePerformanceTracking();
  tracker.setCountRestored(false);
  if (isAnonymous) tracker.setReferrerUrl("");
  tracker.setCustomRequestProcessing((request) => pass(request.split("&").filter((field) => FIELDS.test(field)).map((field) => (isAnonymous ? hideHost(field) : field)).join("&")));

  /** The host of the installation, wherever it stands. */
  function hideHost(field) {
    const [, before, value] = /^(\w+=)(.*)/s.exec(field);
    const text = attempt("usage measurement", () => decodeURIComponent(value)) ?? "";
    const hidden = text.replace(HOST, (_, mark, scheme) => mark + (scheme ? origin : origin.slice(8)));
    return hidden === text ? field : before + encodeURIComponent(hidden);
  }

  /** The address that stands for this page. Without routes nobody knows which parts of a path are names. */
  function address() {
    const url = new URL(location.href);
    const own = settings.customUrl ? attempt("customUrl", () => String(settings.customUrl(url))) : pathOf(url);
    const full = origin + (own && own[0] === "/" ? own : "/");
    if (!routes) return [full];
    const { pathname } = new URL(tracker.previewScrub(full));
    const found = routes.find(({ path }) => isSame(new URL(path, origin).pathname, pathname));
    return found ? [full, found.title] : [origin + OTHER];
  }

  function pathOf({ pathname, search }) {
    if (!routes) return "/" + search;
    const isInside = pathname === basePath || pathname.startsWith(basePath + "/");
    return isInside ? (pathname.slice(basePath.length) || "/") + search : OTHER;
  }

  /** Lets the tracker be on this page, and begins to answer what is sent of it. */
  function turn([url, title] = address()) {
    tracker.setCustomUrl(url);
    const sent = tracker.previewScrub(url);
    scrub(title || (settings.title && attempt("title", () => String(settings.title(new URL(sent)) || ""))));
    return sent;
  }

  /** What `work` tracks, as it would leave, instead of its leaving. */
  function collect(work) {
    const requests = [];
    pass = (request) => {
      requests.push(request);
      return "";
    };
    tracker.setCountPreRendered(true);
    attempt("usage measurement", work);
    tracker.setCountPreRendered(false);
    const sent = requests.map((request) => {
      pass = () => request;
      return tracker.getRequest("");
    });
    pass = live;
    return sent.filter(Boolean);
  }

  return {
    tracker,
    trackerUrl: tracker.getTrackerUrl(),
    siteId,
    collect,
    /** What is sent of the page's address. */
    address: () => (isAnonymous ? turn() : location.href),
    /** Tracks this page. */
    view(dimensions) {
      if (isAnonymous) turn();
      else {
        tracker.setCustomUrl(location.href);
        tracker.setDocumentTitle(document.title);
      }
      tracker.trackPageView(undefined, dimensions);
    },
    /** The requests of a report: what it tracks happens on a page of its own. */
    report(path, title, work) {
      tracker.setCustomUrl(origin + path);
      tracker.setScrubPolicy({ ...base, title });
      const requests = collect(() => work(tracker));
      if (isAnonymous) turn();
      else {
        tracker.setCustomUrl(location.href);
        scrub();
      }
      return requests;
    },
    close: () => {
      tracker.setTrackerUrl(NOWHERE);
      tracker.requireConsent();
    },
  };
}

/** On a page with https the browser refuses http. */
const upgraded = (url) => (location.protocol === "https:" ? url.replace(/^http:/, "https:") : url);

const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** This page's host in a text; one without a dot may be a word, so it only counts in an address. */
const HOST = new RegExp(`(^|[^\\w.-])(https?://)${location.hostname.includes(".") ? "?" : ""}${literal(location.hostname)}(:\\d+)?(?![\\w-]|\\.\\w)`, "gi");

const isSame = (path, sent) => plainPath(path) === plainPath(sent);
const plainPath = (path) => path.replace(/(.)\/$/, "$1").toLowerCase();

/** `off` is only `off` as a name. */
const plain = (policy) => (Object.keys(policy).length > 1 ? policy : policy.extends);
