/**
 * Types of the module `paqet`: `init` with its options, the tracker's methods, the commands of `_paq`, and the globals that
 * the script defines. Times say their unit; what is in brackets is the default.
 */

/** Scopes of a custom variable. */
export type CustomVariableScope = "visit" | "page" | "event";

/** A text, or several. */
export type Texts = string | readonly string[];

/** Sent with one request: `dimension1`, `dimension2`, … become custom dimensions, the rest is sent as JSON. */
export type CustomData = { readonly [key: string]: unknown };

/** What a callback of a request gets. */
export interface RequestResult {
  /** The request's parameters; of a bulk request the whole body. */
  request: string;
  trackerUrl: string;
  /** Did the browser take it, or the server answer it? */
  success: boolean;
  isSendBeacon?: boolean;
  xhr?: XMLHttpRequest;
}
export type RequestCallback = (result: RequestResult) => void;

/** Functions by the name of their hook. A hook that answers a text adds it to the request. */
export interface TrackerPlugin {
  log?(given: { tracker: Tracker; request: string }): string | undefined | void;
  link?(given: { tracker: Tracker; request: string }): string | undefined | void;
  event?(given: { tracker: Tracker; request: string }): string | undefined | void;
  goal?(given: { tracker: Tracker; request: string }): string | undefined | void;
  sitesearch?(given: { tracker: Tracker; request: string }): string | undefined | void;
  ecommerce?(given: { tracker: Tracker; request: string }): string | undefined | void;
  ping?(given: { tracker: Tracker; request: string }): string | undefined | void;
  contentImpression?(given: { tracker: Tracker; request: string }): string | undefined | void;
  contentImpressions?(given: { tracker: Tracker; request: string }): string | undefined | void;
  contentInteraction?(given: { tracker: Tracker; request: string }): string | undefined | void;
  unload?(given: object): void;
  [hook: string]: ((given: any) => string | undefined | void) | undefined;
}

/** Name, keyword, time in seconds since 1970, and URL of what brought the visitor; empty texts and 0 when unknown. */
export type AttributionInfo = [name: string, keyword: string, timestamp: number, url: string];

/** `"1"` for a visitor whose cookie is not stored, else `"0"`; the visitor id of 16 hex digits; the first visit in seconds since 1970. */
export type VisitorInfo = [isNew: "0" | "1", visitorId: string, createdAt: string | number, ...rest: string[]];

/** SKU, name, category, price, quantity. */
export type EcommerceItem = [sku: string, name: string, category: string | string[], price: number | string, quantity: number | string];

/**
 * What is kept and what goes: `off` sends what Matomo's tracker sends, `balanced` removes what looks personal, `anonymous`
 * sends only what is allowed.
 */
export type ScrubPolicyName = "off" | "balanced" | "anonymous";

/** A policy that changes another one. What is true stays, what is false goes. */
export interface ScrubPolicy {
  /** ["balanced"] */
  extends?: ScrubPolicyName;
  /** Takes the place of a personal value. ["XYZ"] */
  placeholder?: string;
  /** The part of URLs behind `#`. */
  hash?: boolean;
  referrer?: boolean;
  /** Text that somebody wrote; false: the placeholder is sent. */
  text?: boolean;
  /** True: the page's; false: the name of the route; a text: that text. */
  title?: boolean | string;
  query?: {
    /** Names of parameters that stay. */
    allow?: Texts;
    /** Names of parameters that go. */
    deny?: Texts;
    /** A text: that is sent instead; a number: whole numbers are sent modulo that. */
    replace?: { readonly [name: string]: string | number };
  };
  path?: {
    /** Routes such as `/user/:id`; each begins with `/`. */
    templates?: Texts;
  };
  /** What is looked for in every value. */
  detectors?: { readonly [Detector in "email" | "secret" | "uuid" | "card" | "iban" | "phone" | "ip" | "location"]?: boolean };
  /** What `anonymous` may send all the same. */
  allow?: { outlinks?: boolean; downloads?: boolean; userId?: boolean };
  /** Rules of your own, as `String.prototype.replace` takes them, for every value. */
  custom?: readonly { find: string | RegExp; replace: string | ((match: string, ...groups: any[]) => string) }[];
}

export interface SinglePageOptions {
  /** The part of the address behind `#` names the page, as hash routers have it. [false] */
  hash?: boolean;
  /** Tracks the content blocks of the page after each page view. [false] */
  contentImpressions?: boolean;
}

/** What an event says. */
export interface EventDescription {
  category: string;
  action: string;
  name?: string;
  /** A number. */
  value?: number | string;
}

export interface DeclarativeEventsOptions {
  /**
   * Events by the CSS selector of the elements whose click is one; for forms it is their submission.
   * As a text: `"category|action|name|value"`.
   */
  selectors?: { readonly [selector: string]: string | EventDescription };
}

export interface MediaTrackingOptions {
  /** Events of what is played. [true] */
  events?: boolean;
  /** The requests of Matomo's plugin Media Analytics, which a server without that plugin refuses. [false] */
  mediaAnalytics?: boolean;
}

/** Where a usage measurement goes. */
export interface UsageTarget {
  /** http becomes https on a page with https. */
  trackerUrl: string | URL;
  siteId: string | number;
  /**
   * ["anonymous"] With it, and with policies that extend it, addresses are those of `routes` on `https://<app.name>.invalid`, titles those of the
   * routes, and there is no referrer. With others addresses, titles and referrers are the page's, scrubbed.
   */
  policy?: ScrubPolicyName | ScrubPolicy;
}

/** A route of the app, as in `path.templates` of a policy, and the title of its pages. */
export type UsageRoute = string | { path: string; title?: string };

/** What is sent and stored is in the README, field by field. */
export interface UsageMeasurementOptions {
  app: {
    /** Letters, digits and hyphens. */
    name: string;
    version?: string | number;
    /** Of the installation: texts of at most 40 letters and digits, numbers, booleans. */
    facts?: { readonly [fact: string]: string | number | boolean };
  };
  targets: readonly UsageTarget[];
  /** The site's switch. [true] */
  enabled?: boolean;
  /** The switch of the user who is logged in. [true] */
  userEnabled?: boolean;
  /** Nothing is sent or stored before the user agreed: see `onReady`. [false] */
  ask?: boolean;
  /** Measures on localhost, `*.test`, `*.local`, `*.dev` and in browsers that a program runs too. [false] */
  inDevelopment?: boolean;
  /** How often a browser sends the system report at most, from an hour on: `"12 hours"`, `"5 days"`, `"1 week"`. ["5 days"] */
  reportEvery?: `${number} ${"hour" | "hours" | "day" | "days" | "week" | "weeks"}`;
  /** Numbers among the facts become 1+, 2+, 5+, 10+, 20+, … [true] */
  bucket?: boolean;
  /** The ids of custom dimensions by fact, `version` included; other facts are not sent. [1 for the version, then in the order of the facts] */
  dimensions?: { readonly [fact: string]: number };
  /** The app's pages; others are sent as `/other`. Without routes every page is sent as `/`. */
  routes?: readonly UsageRoute[];
  /** Where the app is installed, such as `/app`; left out of addresses. */
  basePath?: string;
  /** Path and query that stand for an address, for apps whose pages are not told apart by paths. */
  customUrl?: (url: URL) => string;
  /** The title of pages whose route has none; told the address as it is sent. */
  title?: (url: URL) => string;
  /** Events by the CSS selector of what is clicked, or of forms that are submitted. */
  selectors?: { readonly [selector: string]: string | EventDescription };
  /** Called with the measurement when it works, is off, or waits for the user. */
  onReady?: (usage: UsageMeasurement) => void;
}

/** What would be sent to a target, and when: `"page view"`, `"system report"`, or the selector of an event. */
export interface UsagePreview {
  trackerUrl: string;
  siteId: string | number;
  requests: { when: string; parameters: { [name: string]: string } }[];
}

type UsageCommand = "trackEvent" | "trackGoal" | "trackLink" | "trackContentImpression" | "trackContentInteraction" | "trackAllContentImpressions"
  | "trackVisibleContentImpressions" | "trackContentImpressionsWithinNode" | "trackContentInteractionNode";

/** The measurement: `Matomo.UsageMeasurement`, and in the queue `["UsageMeasurement::trackEvent", …]`. Its commands reach every target. */
export interface UsageMeasurement extends Pick<Tracker, UsageCommand | "recordCall"> {
  /** `refused`: by the user, by the browser ("do not track", Global Privacy Control) or by the page's opt-out. */
  state(): "on" | "asking" | "refused" | "development" | "off";
  /** The user agrees; remembered. */
  agree(): void;
  /** The user refuses, or wants it to stop: nothing is sent any more, and what was stored is erased but for this. */
  refuse(): void;
  /** What would be sent now, made by what makes it when it is sent; and what is stored. */
  preview(): { targets: UsagePreview[]; stored: object };
  /** This page once more. */
  trackPageView(): void;
  /** Commands as `_paq` takes them; unknown ones are ignored. A function is called for each target. */
  push(...commands: ([command: UsageCommand | "recordCall" | "trackPageView" | (string & {}), ...args: unknown[]] | [(this: Pick<Tracker, UsageCommand>, ...args: any[]) => void, ...args: unknown[]])[]): void;
}

/** A tracker. Its methods are those of Matomo's tracker, and stand for themselves: they need no `this`. */
export interface Tracker {
  // The tracker itself

  /** The address that requests go to, used as it is. */
  setTrackerUrl(url: string): void;
  getTrackerUrl(): string;
  setSiteId(id: string | number): void;
  getSiteId(): string | number;
  /** Where Matomo is, if that cannot be told from the tracker URL. */
  setAPIUrl(url: string): void;
  /** Where Matomo is. */
  getMatomoUrl(): string;
  /** @deprecated Use `getMatomoUrl`. */
  getPiwikUrl(): string;
  /** A further tracker, which `_paq` reaches too. `url`: this tracker's when missing. */
  addTracker(url: string | null | undefined, siteId: string | number): Tracker;

  // The page

  /** The page's URL in all further requests; a relative one is resolved. */
  setCustomUrl(url: string): void;
  getCurrentUrl(): string;
  setReferrerUrl(url: string): void;
  /** The title of page views that give none themselves. */
  setDocumentTitle(title: string): void;
  /** The page view id of all further requests. */
  setPageViewId(id: string): void;
  /** Six characters; undefined before the first page view. */
  getPageViewId(): string | undefined;
  /** @deprecated Removes the part behind `#` from URLs. */
  discardHashTag(enable: boolean): void;
  /** Names of query parameters that URLs are sent without. */
  setExcludedQueryParams(names: Texts): void;
  /** Hosts and paths that are no referrers. [".paypal.com"] */
  setExcludedReferrers(referrers: Texts): void;
  /** Hosts and paths that belong to the site; `*.` stands for all subdomains. [the page's host] */
  setDomains(domains: Texts): void;
  /** Query parameters that name a campaign. */
  setCampaignNameKey(names: Texts): void;
  /** Query parameters that hold a campaign's keyword. */
  setCampaignKeywordKey(names: Texts): void;
  /** Campaigns are not looked for, and their parameters are removed from URLs. */
  disableCampaignParameters(): void;
  /** Conversions belong to the first referrer, not the last. */
  setConversionAttributionFirstReferrer(enable: boolean): void;
  getAttributionInfo(): AttributionInfo;
  getAttributionCampaignName(): string;
  getAttributionCampaignKeyword(): string;
  /** In seconds since 1970; 0 when there is none. */
  getAttributionReferrerTimestamp(): number;
  getAttributionReferrerUrl(): string;

  // The visitor

  /** Your own name for the visitor. */
  setUserId(id: string | number): void;
  /** Empty when none is set. */
  getUserId(): string | number;
  resetUserId(): void;
  /** 16 hex digits. */
  setVisitorId(id: string): void;
  /** 16 hex digits; empty without cookies. */
  getVisitorId(): string;
  getVisitorInfo(): VisitorInfo;

  // Tracking

  trackPageView(title?: string | null, customData?: CustomData | null, callback?: RequestCallback): void;
  trackEvent(category: string, action: string, name?: string | null, value?: number | string | null, customData?: CustomData | null, callback?: RequestCallback): void;
  /** `count`: how many results the search had. */
  trackSiteSearch(keyword: string, category?: string | false | null, count?: number | false | null, customData?: CustomData | null): void;
  /** `revenue`: in the currency of the site. */
  trackGoal(idGoal: number | string, revenue?: number | string | null, customData?: CustomData | null, callback?: RequestCallback): void;
  trackLink(url: string, type: "link" | "download", customData?: CustomData | null, callback?: RequestCallback): void;
  /** A request of your own parameters, as in a query. */
  trackRequest(request: string, customData?: CustomData | null, callback?: RequestCallback | null, pluginMethod?: string): void;
  /** Sends with others, in one bulk request. `isFullRequest`: nothing is added to the parameters. */
  queueRequest(request: string, isFullRequest?: boolean): void;
  /** Tells Matomo that the visitor is still there. */
  ping(): void;
  /** The full request, not sent. It may write cookies. */
  getRequest(request: string): string;
  getNumTrackedPageViews(): number;
  /** Errors of the page's scripts become events. */
  enableJSErrorTracking(): void;
  /** Tracks pages with `file:` addresses too. */
  enableFileTracking(): void;
  /** Counts prerendered pages before the visitor sees them. */
  setCountPreRendered(enable: boolean): void;
  /** Counts a page that comes back from the back/forward cache as one more page view. [true] */
  setCountRestored(enable: boolean): void;

  // Further data

  /** The custom data of requests that have none themselves; or one entry of it. */
  setCustomData(...data: [data: CustomData | readonly unknown[] | null] | [key: string, value: unknown]): void;
  getCustomData(): CustomData | undefined;
  /** Added to each request; replaces what was set before. */
  appendToTrackingUrl(query: string): void;
  /** Changes each request before it is sent; an empty answer drops it. */
  setCustomRequestProcessing(process: ((request: string) => string | null | undefined | false) | null): void;
  addPlugin(name: string, plugin: TrackerPlugin): void;
  /** `id`: from 1. Stays for all further requests. */
  setCustomDimension(id: number | string, value?: string | number | boolean): void;
  getCustomDimension(id: number | string): string | undefined;
  deleteCustomDimension(id: number | string): void;
  /** `index`: from 1. Name and value have at most 200 characters. */
  setCustomVariable(index: number, name: string, value?: string | number, scope?: CustomVariableScope): void;
  getCustomVariable(index: number, scope?: CustomVariableScope): [name: string, value: string] | false;
  deleteCustomVariable(index: number, scope?: CustomVariableScope): void;
  deleteCustomVariables(scope: CustomVariableScope): void;
  storeCustomVariablesInCookie(): void;

  // Ecommerce; amounts are in the currency of the site

  /** The product or category that the page shows, in all further requests. */
  setEcommerceView(sku?: string | number | false, name?: string | number | false, category?: string | readonly string[], price?: number | string): void;
  addEcommerceItem(sku: string | number, name?: string, category?: string | readonly string[], price?: number | string, quantity?: number | string): void;
  removeEcommerceItem(sku: string | number): void;
  clearEcommerceCart(): void;
  getEcommerceItems(): { [sku: string]: EcommerceItem };
  /** Empties the cart. */
  trackEcommerceOrder(orderId: string | number, grandTotal: number | string, subTotal?: number | string, tax?: number | string, shipping?: number | string, discount?: number | string | false): void;
  trackEcommerceCartUpdate(grandTotal: number | string): void;

  // Content

  trackAllContentImpressions(): void;
  /** `interval`: in ms, 0 for none. [true, 750] */
  trackVisibleContentImpressions(checkOnScroll?: boolean, interval?: number): void;
  trackContentImpressionsWithinNode(node: Element): void;
  trackContentImpression(name: string, piece?: string, target?: string): void;
  trackContentInteraction(interaction: string, name: string, piece?: string, target?: string): void;
  trackContentInteractionNode(node: Element, interaction?: string): string | undefined;
  logAllContentBlocksOnPage(): void;

  // Links

  /** Watches clicks on outlinks and downloads. `middleClicks`: also middle clicks and context menus. [true] */
  enableLinkTracking(middleClicks?: boolean): void;
  addListener(element: EventTarget, middleClicks?: boolean): void;
  /** Without effect: leaving a page is never delayed. In ms. */
  setLinkTrackingTimer(ms: number): void;
  getLinkTrackingTimer(): number;
  /** As a text: `"pdf|zip"`. */
  setDownloadExtensions(extensions: Texts): void;
  addDownloadExtensions(extensions: Texts): void;
  removeDownloadExtensions(extensions: Texts): void;
  setDownloadClasses(classes: Texts): void;
  setLinkClasses(classes: Texts): void;
  setIgnoreClasses(classes: Texts): void;
  enableCrossDomainLinking(): void;
  disableCrossDomainLinking(): void;
  isCrossDomainLinkingEnabled(): boolean;
  /** In seconds. [180] */
  setCrossDomainLinkingTimeout(seconds: number): void;
  /** `pk_vid=…` */
  getCrossDomainLinkingUrlParameter(): string;

  // Transport

  /** ["POST" by beacon] */
  setRequestMethod(method: "GET" | "POST"): void;
  setRequestContentType(type: string): void;
  alwaysUseSendBeacon(): void;
  disableAlwaysUseSendBeacon(): void;
  /** Requests that would be sent together are sent at once. */
  disableQueueRequest(): void;
  /** In ms, 1000 at least. [2500] @throws {Error} For less. */
  setRequestQueueInterval(ms: number): void;

  // Performance, browser, heartbeat

  /** In ms: network, server, transfer, DOM processing, DOM completion, on load. */
  setPagePerformanceTiming(network?: number, server?: number, transfer?: number, domProcessing?: number, domCompletion?: number, onload?: number): void;
  disablePerformanceTracking(): void;
  /** @deprecated Use `setPagePerformanceTiming`. */
  setGenerationTimeMs(ms: number): void;
  /** A ping when the visitor leaves after that long. In seconds, 5 at least. [15] */
  enableHeartBeatTimer(seconds?: number): void;
  disableHeartBeatTimer(): void;
  disableBrowserFeatureDetection(): void;
  enableBrowserFeatureDetection(): void;

  // Cookies

  /** ["_pk_"] */
  setCookieNamePrefix(prefix: string): void;
  setCookieDomain(domain: string): void;
  getCookieDomain(): string | undefined;
  setCookiePath(path: string): void;
  getCookiePath(): string | undefined;
  setSecureCookie(enable: boolean): void;
  /** ["Lax"] */
  setCookieSameSite(sameSite: "Lax" | "Strict" | "None"): void;
  /** In seconds. [33955200, 393 days] */
  setVisitorCookieTimeout(seconds: number): void;
  /** In seconds. [1800] */
  setSessionCookieTimeout(seconds: number): void;
  /** In **milliseconds**. */
  getSessionCookieTimeout(): number;
  /** In seconds. [15768000, 6 months] */
  setReferralCookieTimeout(seconds: number): void;
  /** A cookie that is deleted with the tracker's own. `ms`: the session timeout when missing. @throws {Error} Without a name. */
  setSessionCookie(name: string, value: string, ms?: number): void;
  getCookie(name: string): string | null;
  hasCookies(): boolean;
  disableCookies(): void;
  areCookiesEnabled(): boolean;
  deleteCookies(): void;

  // Consent

  /** Nothing is sent before consent is given. */
  requireConsent(): void;
  /** For this page. `cookies`: also to cookies. [true] */
  setConsentGiven(cookies?: boolean): void;
  /** In hours. [30 years] */
  rememberConsentGiven(hours?: number): void;
  /** In hours. [30 years] */
  forgetConsentGiven(hours?: number): void;
  hasRememberedConsent(): boolean;
  /** In ms since 1970, as a text. */
  getRememberedConsent(): string | null;
  isConsentRequired(): boolean;
  hasConsent(): boolean;
  optUserOut(hours?: number): void;
  forgetUserOptOut(): void;
  isUserOptedOut(): boolean;
  /** No cookies before consent to them is given. True when that is so now. */
  requireCookieConsent(): boolean;
  setCookieConsentGiven(): void;
  /** In hours. [30 years] */
  rememberCookieConsentGiven(hours?: number): void;
  forgetCookieConsentGiven(): void;
  /** In ms since 1970, as a text; 0 when there is none. */
  getRememberedCookieConsent(): string | 0;
  /** Tracks nobody whose browser says "do not track". */
  setDoNotTrack(enable: boolean): void;
  /** What of personal data is sent. One it cannot read counts as `anonymous`. ["balanced"] */
  setScrubPolicy(policy: ScrubPolicyName | ScrubPolicy): void;
  /** What would be sent of a URL. */
  previewScrub(url: string): string;
  /** Tracks nobody whose browser says "do not sell or share" (Global Privacy Control). */
  setGlobalPrivacyControl(enable: boolean): void;
  /**
   * What becomes of browsers that a program runs (WebDriver, headless): they are counted, they are not, or they are counted
   * with the value `bot` in the custom dimension of this id. ["send"]
   */
  setBotTracking(wish: "send" | "drop" | number): void;

  // Frames

  killFrame(): void;
  redirectFile(url: string): void;

  // Parts: files of their own, fetched on first use

  /** Tracks each page of a single-page app as a page view. */
  enableSinglePageTracking(options?: SinglePageOptions): void;
  /** Tracks clicks on elements with `data-track-event` and on those a selector names. */
  enableDeclarativeEvents(options?: DeclarativeEventsOptions): void;
  /** Tracks what `<video>`, `<audio>` and the frames of YouTube and Vimeo play. */
  enableMediaTracking(options?: MediaTrackingOptions): void;
  /**
   * Keeps requests that cannot be sent on this device, scrubbed, for a day, and sends them later, dated by `cdo`, from one tab. Needs
   * https, and consent to tracking and cookies; erased when that is withdrawn. Not for Matomo's tracker-proxy, which lets such
   * requests on without its token.
   */
  enableOfflineQueue(): void;
  /** Measures how an app is used, for its authors, without telling who uses it. A second call takes the place of the first. */
  enableUsageMeasurement(options: UsageMeasurementOptions | { enabled: false; onReady?: UsageMeasurementOptions["onReady"] }): void;
  /** For the usage measurement: a call of the app, named `Part.method`, and how long it took in ms. */
  recordCall(name: string, ms: number): void;
  /** Runs a function of the app at once, answers what it answers, and records the time it took; of a promise until it is fulfilled. */
  measureCall<Answer>(name: string, call: () => Answer): Answer;
}

/** A tracker of the module. */
export interface ModuleTracker extends Tracker {
  /** Resolves when tracking works. Rejects, for those who wait for it, when it cannot start; the message says what to do. */
  readonly ready: Promise<ModuleTracker>;
}

/** What a method answers before tracking works: undefined. */
type Early<Method> = Method extends (...args: infer Arguments) => infer Answer ? (...args: Arguments) => Answer | undefined : Method;

/**
 * A tracker that takes calls at once and keeps them in order until tracking works; getters answer undefined until then.
 * Awaiting it waits for that, and never rejects.
 */
export type PendingTracker = { readonly [Name in keyof Tracker]: Name extends "measureCall" ? Tracker[Name] : Early<Tracker[Name]> } & Pick<ModuleTracker, "ready"> & PromiseLike<ModuleTracker>;

/** The page that events of a worker belong to, which the worker cannot see itself. */
export interface WorkerFacts {
  url: string;
  title?: string;
  referrer?: string;
}

/** Options of `init`. Each calls the method of that name; what cannot be used is named in the console and ignored. */
export interface InitOptions {
  /** The address of `matomo.php`, or of what stands in its place. */
  trackerUrl: string | URL;
  siteId: string | number;
  /** Where `paqet.wasm` is, or its bytes, or the module compiled; with the last two tracking works at once. [beside index.js] */
  wasm?: string | URL | BufferSource | WebAssembly.Module;
  /** In a worker: the page that events belong to. */
  facts?: WorkerFacts;
  /** Defines `window.Matomo`, `window.Piwik` and `window._paq` for other scripts of the page. [false] */
  global?: boolean;

  /** Tracks a page view now. Not needed with `singlePage`. [false] */
  trackPageView?: boolean;
  /** Tracks each page of a single-page app, the first one included; page views take the page's title. [false] */
  singlePage?: boolean | SinglePageOptions;
  /** Tracks clicks on elements with `data-track-event`. [false] */
  declarativeEvents?: boolean | DeclarativeEventsOptions;
  /** Tracks what is played. [false] */
  mediaTracking?: boolean | MediaTrackingOptions;
  /** Keeps requests that cannot be sent on this device and sends them later: see `enableOfflineQueue`. [false] */
  offlineQueue?: boolean;
  /** Measures how the app is used, for its authors: see `enableUsageMeasurement`. */
  usageMeasurement?: UsageMeasurementOptions | { enabled: false };
  /** Tracks all content blocks, or those the visitor sees. */
  contentImpressions?: "all" | "visible";
  /** Tracks outlinks and downloads. [false] */
  linkTracking?: boolean;
  /** `true`: 15; or seconds, 5 at least. [false] */
  heartBeat?: boolean | number;
  /** [false] */
  jsErrorTracking?: boolean;

  /** What of personal data is sent. ["balanced"] */
  scrub?: ScrubPolicyName | ScrubPolicy;
  /** Nothing is sent before consent is given. [false] */
  requireConsent?: boolean;
  /** No cookies before consent to them is given. [false] */
  requireCookieConsent?: boolean;
  /** [false] */
  doNotTrack?: boolean;
  /** [false] */
  globalPrivacyControl?: boolean;
  /** Count browsers that a program runs, do not, or mark them in this custom dimension. ["send"] */
  botTracking?: "send" | "drop" | number;
  /** [false] */
  disableCookies?: boolean;
  cookieDomain?: string;
  cookiePath?: string;
  /** ["_pk_"] */
  cookieNamePrefix?: string;
  /** ["Lax"] */
  cookieSameSite?: "Lax" | "Strict" | "None";
  /** [false] */
  secureCookie?: boolean;
  /** In seconds. [33955200] */
  visitorCookieTimeout?: number;
  /** In seconds. [1800] */
  sessionCookieTimeout?: number;
  /** In seconds. [15768000] */
  referralCookieTimeout?: number;

  userId?: string | number;
  /** 16 hex digits. */
  visitorId?: string;
  /** Custom dimensions by their number. */
  dimensions?: { readonly [id: number]: string | number | boolean };
  customData?: CustomData;
  /** [false] */
  storeCustomVariablesInCookie?: boolean;
  appendToTrackingUrl?: string;
  customRequestProcessing?: (request: string) => string | null | undefined | false;

  customUrl?: string;
  referrerUrl?: string;
  title?: string;
  pageViewId?: string;
  /** @deprecated [false] */
  discardHashTag?: boolean;
  excludedQueryParams?: Texts;
  /** [".paypal.com"] */
  excludedReferrers?: Texts;
  domains?: Texts;
  campaignNameKey?: Texts;
  campaignKeywordKey?: Texts;
  /** [false] */
  disableCampaignParameters?: boolean;
  /** [false] */
  conversionAttributionFirstReferrer?: boolean;

  downloadExtensions?: Texts;
  addDownloadExtensions?: Texts;
  removeDownloadExtensions?: Texts;
  downloadClasses?: Texts;
  linkClasses?: Texts;
  ignoreClasses?: Texts;
  /** [false] */
  crossDomainLinking?: boolean;
  /** In seconds. [180] */
  crossDomainLinkingTimeout?: number;

  requestMethod?: "GET" | "POST";
  requestContentType?: string;
  /** [false] */
  disableAlwaysUseSendBeacon?: boolean;
  /** [false] */
  disableQueueRequest?: boolean;
  /** In ms, 1000 at least. [2500] */
  requestQueueInterval?: number;
  /** [false] */
  disablePerformanceTracking?: boolean;
  /** [false] */
  disableBrowserFeatureDetection?: boolean;
  /** [false] */
  countPreRendered?: boolean;
  /** [true] */
  countRestored?: boolean;
  /** [false] */
  fileTracking?: boolean;
  /** Where Matomo is, if that cannot be told from `trackerUrl`. */
  apiUrl?: string;
}

/**
 * Starts tracking. A second call with the same endpoint and site answers the tracker of the first, and its other options
 * are ignored. On a server the tracker does nothing. Never throws.
 */
export function init(options: InitOptions): PendingTracker;

/** One command of `_paq`: a method and its arguments, or a function that is called with each tracker as `this`. */
export type PaqCommand =
  | { [Name in keyof Tracker]: [method: Name, ...args: Parameters<Tracker[Name]>] }[keyof Tracker]
  | [method: (this: Tracker, ...args: any[]) => void, ...args: unknown[]]
  | [pluginMethod: `${string}::${string}` | `${string}.${string}`, ...args: unknown[]];

/** The queue: an array before the tracker works, then an object that carries commands out at once. */
export type Paq = PaqCommand[] | { push(...commands: PaqCommand[]): void };

/** Why the scrubber replaced or removed something: a detector, or what else it knows. */
export type ScrubRule =
  | "Email"
  | "Secret"
  | "Uuid"
  | "Card"
  | "Iban"
  | "Phone"
  | "Ip"
  | "Location"
  /** The name of a parameter says that its value is personal. */
  | "Name"
  /** The policy's own rule for this name. */
  | "Policy"
  /** User name and password before a host. */
  | "UserInfo"
  /** The policy's template for this route. */
  | "Template"
  /** Not on the list of what `anonymous` lets through. */
  | "Unknown"
  /** Query and hash of another site's URL. */
  | "Referrer"
  /** Encoded more often than anyone reads. */
  | "TooDeep";

/** What the scrubber did to one request. Only `paqet.debug.js` tells it. */
export interface ScrubStory {
  /** As it leaves; null: the policy keeps it back. */
  readonly request: string | null;
  /** In the order of the request. */
  readonly parameters: readonly ScrubbedParameter[];
}

/** One parameter of a request, decoded. */
export interface ScrubbedParameter {
  /** Empty for the body of a bulk request that the page made itself. */
  readonly name: string;
  /** As the tracker assembled it, after the policy's `custom` rules. */
  readonly original: string;
  /** As it leaves; null: it does not. */
  readonly scrubbed: string | null;
  /** What was found, in order; empty: nothing was changed. */
  readonly marks: readonly { readonly rule: ScrubRule; readonly text: string }[];
}

/** A tracker of `paqet.debug.js`. Its `setScrubPolicy` also tells the console which key it does not know and what it takes. */
export interface DebugTracker extends Tracker {
  /** What the policy makes of a request such as `action_name=Hello&url=https%3A%2F%2Fsite.example%2F`. Sends nothing. */
  explainScrub(request: string): ScrubStory;
  /** What `setScrubPolicy` would say of a policy, without setting it: undefined when all of it is known. */
  checkScrubPolicy(policy: unknown): string | undefined;
}

/** Handlers of the events that Matomo itself triggers. */
export interface MatomoEvents {
  TrackerSetup: (tracker: Tracker) => void;
  TrackerAdded: (tracker: Tracker) => void;
  MatomoInitialized: () => void;
  /** Consent, or the permission of cookies, is another than before. */
  ConsentChanged: (change: { tracker: Tracker; consent: boolean; cookies: boolean }) => void;
  /** Only `paqet.debug.js`: a request is released. Each is told once, single ones of a bulk request by themselves. */
  RequestScrubbed: (story: ScrubStory) => void;
  /**
   * Only `paqet.debug.js`: the page gave up `count` requests that could not be sent, because it keeps 50 and 60,000 bytes at most, or
   * because consent was withdrawn; `total` since the tracker began.
   */
  RequestsDropped: (drop: { tracker: Tracker; count: number; total: number }) => void;
}

/** The global object `Matomo`, also called `Piwik`. */
export interface Matomo {
  readonly initialized: boolean;
  readonly JSON: JSON;
  readonly DOM: {
    addEventListener(element: EventTarget, type: string, handler: EventListener, capture?: boolean): void;
    onLoad(callback: () => void): void;
    onReady(callback: () => void): void;
    isNodeVisible(node: Element): boolean;
    isOrWasNodeVisible(node: Element): boolean;
  };
  on<Name extends keyof MatomoEvents>(event: Name, handler: MatomoEvents[Name]): void;
  on(event: string, handler: (...args: any[]) => void): void;
  off(event: string, handler: (...args: any[]) => void): void;
  trigger(event: string, args?: unknown[], context?: unknown): void;
  addPlugin(name: string, plugin: TrackerPlugin): void;
  /** A new tracker that `_paq` does not reach. */
  getTracker(url?: string, siteId?: string | number): Tracker;
  addTracker(url?: string | null, siteId?: string | number): Tracker;
  getAsyncTracker(): Tracker;
  getAsyncTracker(url: string | null | undefined, siteId?: string | number | null): Tracker | undefined;
  /** Live: the trackers that `_paq` reaches. */
  getAsyncTrackers(): Tracker[];
  retryMissedPluginCalls(): void;
  /** There once `enableUsageMeasurement` works. */
  UsageMeasurement?: UsageMeasurement;
}

declare global {
  interface Window {
    _paq?: Paq;
    Matomo?: Matomo;
    Piwik?: Matomo;
    matomoAsyncInit?: () => void;
    piwikAsyncInit?: () => void;
    matomoPluginAsyncInit?: (() => void)[];
  }
}
