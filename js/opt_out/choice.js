const CONSENT = "mtm_consent";
const REMOVED = "mtm_consent_removed";

/** As long as Matomo's own form remembers a choice: 30 years. Browsers shorten it. */
const REMEMBERED = 946080000000;

const has = (name) => document.cookie.split("; ").some((pair) => pair.startsWith(name + "="));

const put = (name, value, ms) => {
  const secure = location.protocol === "https:" ? ";secure" : "";
  document.cookie = `${name}=${value};expires=${new Date(Date.now() + ms).toUTCString()};path=/;SameSite=Lax${secure}`;
};

/** The tracker of the page runs: then it answers for consent, with its own cookie domain and path. */
const trackers = () => (window.Matomo && window.Matomo.initialized ? window.Matomo.getAsyncTrackers() : []);

/** @returns {boolean} The visitor refused to be counted. */
export function isOptedOut() {
  const [tracker] = trackers();
  return tracker ? tracker.isUserOptedOut() : has(REMOVED);
}

/**
 * Remembers the visitor's choice in the cookies that Matomo's own form uses, so that the two agree.
 * @param {boolean} out
 */
export function choose(out) {
  if (trackers().length) return void window._paq.push([out ? "optUserOut" : "forgetUserOptOut"]);
  put(out ? CONSENT : REMOVED, "", -129600000);
  put(out ? REMOVED : CONSENT, Date.now(), REMEMBERED);
}
