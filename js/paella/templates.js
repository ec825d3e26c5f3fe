/** Fields of a manifest's metadata that name persons. */
const PERSONS = /^(?:presenters?|creators?|contributors?|authors?|speakers?|lecturers?|owner|publisher)$/i;

/** Fields that name none, however a manifest is written. */
const HARMLESS = ["duration", "isLive", "series", "license"];

/**
 * What templates may use.
 * @param {"off" | "balanced" | "anonymous"} [policy] `off`: all metadata; `balanced`: without fields that name persons, and
 *   without those names in other fields; `anonymous`: only length, license, series and whether it is live. Anything else is `balanced`.
 * @returns {{ videoId: string, metadata: object, event: string, eventData: unknown }}
 */
export function variables(policy, videoId, metadata, event, eventData) {
  return { videoId: videoId || "", metadata: allowed(policy, metadata), event, eventData };
}

function allowed(policy, metadata) {
  if (policy === "off") return metadata;
  const entries = Object.entries(metadata);
  if (policy === "anonymous") return Object.fromEntries(entries.filter(([name]) => HARMLESS.includes(name)));
  const names = entries.flatMap(([name, value]) => (PERSONS.test(name) ? namesIn(value) : []));
  const others = entries.filter(([name]) => !PERSONS.test(name));
  return Object.fromEntries(others.map(([name, value]) => [name, typeof value === "string" ? without(names, value) : value]));
}

/** Whole names, and their last words: titles often say only "Prof. Doe". Longest first. */
function namesIn(value) {
  const texts = [].concat(value).filter((name) => typeof name === "string");
  const names = texts.flatMap((name) => name.split(/[,;]/)).map((name) => name.trim());
  return names.flatMap((name) => [name, name.split(/\s+/).pop()]).filter((name) => name.length > 2).sort((a, b) => b.length - a.length);
}

function without(names, text) {
  const whole = (name) => new RegExp(`(^|[^\\p{L}\\p{N}])${literal(name)}(?![\\p{L}\\p{N}])`, "giu");
  const kept = names.reduce((rest, name) => rest.replace(whole(name), "$1"), text);
  return kept === text ? text : kept.replace(/\s+/g, " ").replace(/^[\s,;:–-]+|[\s,;:–-]+$/g, "");
}

const literal = (name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/**
 * Fills `${…}` of a template. A field that is not there, or is no text, number, truth value or list of them, is empty.
 * @param {unknown} template
 * @param {object} known
 * @returns {string}
 */
export function fill(template, known) {
  if (typeof template !== "string") return "";
  return template.replace(/\$\{([^{}]*)\}/g, (_, path) => text(path.split(".").reduce((value, name) => own(value, name.trim()), known)));
}

const own = (value, name) => (value !== null && typeof value === "object" && Object.prototype.hasOwnProperty.call(value, name) ? value[name] : undefined);

function text(value) {
  if (Array.isArray(value)) return value.map(text).filter(Boolean).join(", ");
  return typeof value === "string" || typeof value === "boolean" || Number.isFinite(value) ? String(value) : "";
}

/**
 * What an event says beside its name, as Paella's Matomo plugin has it: position, volume in per cent, button, size, layout,
 * rate or language.
 * @param {Record<string, string>} Events Names of the player's events.
 * @param {{ event: string, params?: object, plugin?: string }} data
 * @returns {string | number} Empty when it says nothing.
 */
export function eventData(Events, { event, params, plugin }) {
  const { newTime, volume, size, layoutId, newPlaybackRate, language, plugin: pressed } = params || {};
  const name = (pressed && pressed.name) || plugin;
  const said = {
    [Events.SEEK]: Math.round(newTime),
    [Events.VOLUME_CHANGED]: Math.round(volume * 100),
    [Events.BUTTON_PRESS]: name,
    [Events.SHOW_POPUP]: name,
    [Events.HIDE_POPUP]: name,
    [Events.RESIZE_END]: size && size.w >= 0 && size.h >= 0 ? `${size.w}x${size.h}` : "",
    [Events.LAYOUT_CHANGED]: layoutId,
    [Events.PLAYBACK_RATE_CHANGED]: newPlaybackRate,
    [Events.CAPTIONS_ENABLED]: language,
  }[event];
  return said === undefined || said === null || Number.isNaN(said) ? "" : said;
}
