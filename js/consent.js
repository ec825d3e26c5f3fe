import { REMEMBER_CONSENT_GIVEN, REMEMBER_COOKIE_CONSENT_GIVEN, REQUIRE_CONSENT, SET_DO_NOT_TRACK } from "./methods.js";
import { COOKIES_DISABLED, COOKIES_SAID, HAS_CONSENT } from "./slots.js";
import { announce } from "./events.js";
import { eraseWaiting } from "./transport.js";

/**
 * Fires `ConsentChanged` when consent or the permission of cookies is not what it was at the last look, with
 * `{ tracker, consent, cookies }`: the tracker and two booleans. Not in the middle of a method, so one method is one
 * change.
 * @param {object} tracker
 */
export function announceConsent(tracker) {
  const { _api, _state, _consent } = tracker;
  if (tracker._busy) return;
  const consent = !!_state[HAS_CONSENT];
  const cookies = !_state[COOKIES_DISABLED];
  tracker._consent = consent + 2 * cookies;
  if (_consent !== undefined && _consent !== tracker._consent) announce("ConsentChanged", [{ tracker: _api, consent, cookies }]);
}

/** Methods about consent and opt-out; those made of others call them as the page may have replaced them (spec-a §5). */
export function consentMethods(tracker, api, state, command) {
  const { forgetConsentGiven } = api;
  return {
    forgetConsentGiven(hours) {
      forgetConsentGiven(hours);
      eraseWaiting(tracker);
    },
    requireConsent: () => command(REQUIRE_CONSENT, [api.hasRememberedConsent()]),
    hasRememberedConsent: () => !!api.getRememberedConsent(),
    rememberConsentGiven(hours) {
      api.setConsentGiven(true);
      command(REMEMBER_CONSENT_GIVEN, [hours]);
    },
    optUserOut() {},
    forgetUserOptOut: () => api.setConsentGiven(false),
    isUserOptedOut: () => !state[HAS_CONSENT],
    requireCookieConsent() {
      if (state[COOKIES_SAID] || api.getRememberedCookieConsent()) return false;
      api.disableCookies();
      return true;
    },
    rememberCookieConsentGiven(hours) {
      api.setCookieConsentGiven();
      command(REMEMBER_COOKIE_CONSENT_GIVEN, [hours]);
    },
    setDoNotTrack: (enable) => command(SET_DO_NOT_TRACK, [enable, navigator.doNotTrack]),
  };
}
