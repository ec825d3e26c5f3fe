import { GET_COOKIE, SET_COOKIE_DOMAIN, SET_SESSION_COOKIE } from "./methods.js";
import * as slot from "./slots.js";
import { Refusal, report } from "./report.js";

/** Methods about cookies (spec-a §4.2, §4.3). */
export function cookieMethods(tracker, api, state, command) {
  return {
    areCookiesEnabled: () => !state[slot.COOKIES_DISABLED],
    hasCookies: () => api.areCookiesEnabled() && navigator.cookieEnabled,
    getCookie: (name) => command(GET_COOKIE, [name]),
    setSessionCookie(name, value, ms = state[slot.SESSION_TIMEOUT]) {
      if (!name) throw new Refusal("Missing cookie name");
      if (!state[slot.SESSION_COOKIES].includes(name)) state[slot.SESSION_COOKIES] = state[slot.SESSION_COOKIES].concat(name);
      command(SET_SESSION_COOKIE, [name, value, ms]);
    },
    setCookieDomain(domain) {
      const before = state[slot.COOKIE_DOMAIN];
      command(SET_COOKIE_DOMAIN, [domain]);
      if (api.areCookiesEnabled() && state[slot.HAS_CONSENT] && !accepts(state)) {
        report("Can't write cookie on domain " + domain);
        state[slot.COOKIE_DOMAIN] = before;
      }
    },
    setSecureCookie(secure) {
      if (secure && location.protocol !== "https:") report("You cannot use `Secure` on http");
      else state[slot.SECURE_COOKIE] = secure;
    },
    setCookieSameSite(wanted) {
      let value = ["Lax", "None", "Strict"].find((known) => known.toLowerCase() === String(wanted).toLowerCase());
      if (!value) return report("Ignored value for sameSite: it is Lax, None or Strict");
      if (value === "None") {
        if (location.protocol === "https:") {
          api.setSecureCookie(true);
        } else {
          report("sameSite=None cannot be used on http: it is Lax");
          value = "Lax";
        }
      }
      state[slot.SAME_SITE] = value;
    },
  };
}

/** Does the browser take a cookie for the domain that was set? */
function accepts(state) {
  const name = state[slot.COOKIE_PREFIX] + "testcookie_domain";
  const write = (value, ms) => {
    const secure = state[slot.SECURE_COOKIE] ? ";secure" : "";
    document.cookie = `${name}=${value};expires=${new Date(Date.now() + ms).toUTCString()};path=/;domain=${state[slot.COOKIE_DOMAIN]}${secure};SameSite=${state[slot.SAME_SITE]}`;
  };
  write("testvalue", 10000);
  const accepted = document.cookie.includes(name + "=testvalue");
  write("", -129600000);
  return accepted;
}
