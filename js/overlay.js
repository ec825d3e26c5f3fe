import { insertScript } from "./insert_script.js";
import { SITE_ID } from "./slots.js";

const NAME = "Matomo_Overlay";
const SEPARATOR = "###";

/**
 * Does Matomo show its page overlay here? Then nothing of it is tracked (spec-a §3.17, spec-b §7.5). A session
 * begins with the referrer and goes on by the window's name.
 * @returns {string[] | undefined} Period, date and segment.
 */
export function isOverlay({ _state: state }) {
  const start = /index\.php\?module=Overlay&action=startOverlaySession&idSite=(\d+)&period=([^&]+)&date=([^&]+)(?:&segment=([^&]+))?/.exec(document.referrer);
  if (start) {
    if (start[1] !== String(state[SITE_ID])) return;
    window.name = [NAME, ...start.slice(2)].join(SEPARATOR);
  }
  const parts = window.name.split(SEPARATOR);
  if (parts.length === 4 && parts[0] === NAME) return parts.slice(1);
}

/** Loads the overlay's own script from the Matomo server. */
export function showOverlay({ _api: api, _state: state }, session) {
  const server = api.getMatomoUrl();
  const onload = () => window.Matomo_Overlay_Client.initialize(server, state[SITE_ID], ...session);
  insertScript(server + "plugins/Overlay/client/client.js?v=1", { onload });
}
