/** What each tracker that enabled media tracking wants: `{ events, requests }`. */
export const audience = new Map();

/** Trackers that `MediaAnalytics::setMatomoTrackers` chose; all that enabled media tracking when undefined. */
export const chosen = { trackers: undefined };

/** @returns {[object, { events: boolean, requests: boolean }][]} Who gets what. */
const recipients = () => [...audience].filter(([tracker]) => !chosen.trackers || chosen.trackers.includes(tracker));

/** Is anything sent at all? `MediaAnalytics::disableMediaAnalytics` turns it off. */
export const state = { isEnabled: true };

/** An event of a playback. */
export function send({ _type, _title, _resource }, action, value) {
  if (!state.isEnabled) return;
  const category = _type === "audio" ? "MediaAudio" : "MediaVideo";
  const name = _title || _resource || undefined;
  for (const [tracker, { events }] of recipients()) if (events) tracker.trackEvent(category, action, name, value);
}

/** A request of Media Analytics. `ca=1` keeps a server without that plugin from taking it for a page view. */
export function sendRequest(media) {
  if (!state.isEnabled) return;
  for (const [tracker, { requests }] of recipients()) if (requests) tracker.trackRequest(requestOf(media, tracker));
}

function requestOf(media, tracker) {
  const given = {
    ma_id: media._id,
    ma_ti: media._title,
    ma_re: media._resource || tracker.getCurrentUrl(),
    ma_mt: media._type,
    ma_pn: media._player,
    ma_st: media._watched,
    ma_le: media._length,
    ma_ps: media._position,
    ma_ttp: media._waited,
    ma_w: media._width,
    ma_h: media._height,
    ma_fs: media._isFullscreen ? 1 : 0,
    ma_se: [...media._segments].join(","),
    ca: 1,
  };
  const said = Object.entries(given).map(([name, value]) => [name, typeof value === "number" ? Math.round(value) : value]);
  const known = said.filter(([, value]) => (typeof value === "number" ? Number.isFinite(value) : value));
  // A space as the rest of the request has it.
  return new URLSearchParams(known).toString().replace(/\+/g, "%20");
}
