import { PAGE_VIEW_ID, PAGE_VIEW_ID_FIXED, USER_ID } from "./slots.js";
import {
  GET_ATTRIBUTION_INFO,
  GET_CROSS_DOMAIN_LINKING_URL_PARAMETER,
  GET_MATOMO_URL,
  GET_VISITOR_INFO,
  REMEMBER_VISITOR,
  SET_DOMAINS,
} from "./methods.js";
import { asList } from "./simple_methods.js";

/** Methods about the visitor, what brought them, and the page they see (spec-a §1.2 to §1.4). */
export function visitorMethods(tracker, api, state, command) {
  return {
    setUserId(id) {
      if (typeof id === "number" || (typeof id === "string" && id)) state[USER_ID] = id;
    },
    resetUserId: () => void (state[USER_ID] = ""),
    getVisitorId: () => api.getVisitorInfo()[1],
    getVisitorInfo() {
      command(REMEMBER_VISITOR, []);
      const info = command(GET_VISITOR_INFO, []);
      if (info[0] === "1") info[2] = +info[2];
      return info;
    },
    getAttributionInfo() {
      const info = command(GET_ATTRIBUTION_INFO, []);
      info[2] = +info[2];
      return info;
    },
    // The id must be one that is remembered, and may come from a replaced method; behind it are 10 digits of time and 6 of the device.
    getCrossDomainLinkingUrlParameter: () => "pk_vid=" + api.getVisitorId() + command(GET_CROSS_DOMAIN_LINKING_URL_PARAMETER, []).slice(-16),
    getMatomoUrl: () => command(GET_MATOMO_URL, [api.getTrackerUrl()]),
    getPiwikUrl: () => api.getMatomoUrl(),
    setDomains: (domains) => command(SET_DOMAINS, [asList(domains)]),
    setPageViewId(id) {
      state[PAGE_VIEW_ID] = id;
      state[PAGE_VIEW_ID_FIXED] = true;
    },
  };
}
