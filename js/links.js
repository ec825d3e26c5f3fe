import { DOWNLOAD_EXTENSIONS } from "./slots.js";
import { ask } from "./core.js";
import { CLICK_LINK } from "./methods.js";
import { customData } from "./custom_data.js";
import { attempt } from "./report.js";
import { release } from "./hold.js";
import { interactionOf } from "./content.js";

const isMiddle = (event) => event.button === 1;

/**
 * Watches clicks on links below an element: one listener, however many links there are.
 * @param {object} tracker
 * @param {EventTarget} element
 * @param {unknown} pseudo Truthy: middle clicks and context menus count too.
 * @param {boolean} capture Before the page's own listeners, which may stop the event or change the link.
 */
export function listen(tracker, element, pseudo, capture) {
  let pressed;
  const watch = (type, handle) => element.addEventListener(type, (event) => attempt("tracking", () => handle(event, linkOf(event))), capture);
  watch("click", (event, link) => {
    if (link && !(pseudo && isMiddle(event))) clicked(tracker, link, event);
  });
  if (!pseudo) return;
  watch("mousedown", (event, link) => {
    if (link) pressed = isMiddle(event) && link;
  });
  watch("mouseup", (event, link) => {
    if (link && link === pressed && isMiddle(event)) clicked(tracker, link, event);
    pressed = undefined;
  });
  watch("contextmenu", (event, link) => {
    if (link) clicked(tracker, link, event);
  });
}

/** The link an event happened on, through shadow roots and in SVG too, which matomo.js misses (spec-b B10). */
function linkOf(event) {
  return event.composedPath().find((node) => /^(a|area)$/i.test(node.localName) && addressOf(node) !== undefined);
}

/** The address of a link, resolved; undefined when it has none. */
function addressOf(link) {
  const { href } = link;
  if (href && href.baseVal !== undefined) return new URL(href.baseVal, document.baseURI).href;
  return link.hasAttribute("href") ? href : undefined;
}

function clicked(tracker, link, event) {
  const attribute = (name) => link.getAttribute(name) || "";
  const address = addressOf(link);
  const content = interactionOf(tracker, link, event.composedPath()[0], address);
  const args = [...customData(tracker), address, attribute("href"), attribute("class"), link.hasAttribute("download"), ...content];
  const built = (request) => {
    // A content block around the link must not report the same click again.
    tracker._tracked = event;
    release(tracker, request);
  };
  ask(CLICK_LINK, tracker, args, { _link: link, _built: built });
}

const extensions = (list) => (typeof list === "string" ? list.split("|") : [...list]);

/** Methods about links and downloads (spec-b §2). */
export function linkMethods(tracker, api, state) {
  const set = (list) => void (state[DOWNLOAD_EXTENSIONS] = list);
  const watch = (element, enable, capture) => listen(tracker, element, enable === undefined || enable, capture);
  let watching = false;
  return {
    enableLinkTracking(enable) {
      if (!watching) watch(document, enable, true);
      watching = true;
    },
    addListener: (element, enable) => watch(element, enable, false),
    setDownloadExtensions: (list) => set(extensions(list)),
    addDownloadExtensions: (list) => set(state[DOWNLOAD_EXTENSIONS].concat(extensions(list))),
    removeDownloadExtensions(list) {
      const removed = extensions(list);
      set(state[DOWNLOAD_EXTENSIONS].filter((extension) => !removed.includes(extension)));
    },
  };
}
