import { HAS_CONSENT } from "./slots.js";

/** Methods about consent and opt-out; those made of others call them as the page may have replaced them (spec-a §5). */
export function consentMethods({ _api: api, _state: state }, command) {
  return {
    requireConsent: () => command("requireConsent", [api.hasRememberedConsent()]),
    hasRememberedConsent: () => !!api.getRememberedConsent(),
    rememberConsentGiven(hours) {
      api.setConsentGiven(true);
      command("rememberConsentGiven", [hours]);
    },
    optUserOut() {},
    forgetUserOptOut: () => api.setConsentGiven(false),
    isUserOptedOut: () => !state[HAS_CONSENT],
    requireCookieConsent() {
      if (api.getRememberedCookieConsent()) return false;
      api.disableCookies();
      return true;
    },
    rememberCookieConsentGiven(hours) {
      api.setCookieConsentGiven();
      command("rememberCookieConsentGiven", [hours]);
    },
    setDoNotTrack: (enable) => command("setDoNotTrack", [enable, navigator.doNotTrack]),
  };
}
