import { NAME_CONTENT, TRACK_CONTENT } from "./methods.js";
import { ask } from "./core.js";
import { attempt } from "./report.js";
import { customData } from "./custom_data.js";
import { each } from "./entries.js";
import { enqueue } from "./request_queue.js";
import { isOrWasNodeVisible } from "./visibility.js";
import { isOverlay } from "./overlay.js";
import { whenShown } from "./prerender.js";
import { onLoad, onReady } from "./ready.js";

/** The node itself or the first below it that one of the selectors finds, tried in order; the node when none does. */
function first(node, ...selectors) {
  for (const selector of selectors) {
    const found = node.matches(selector) ? node : node.querySelector(selector);
    if (found) return found;
  }
  return node;
}

/** Selectors of a role: the attribute, or the classes. */
const role = (name) => [`[data-content-${name.toLowerCase()}]`, ...classes("Content" + name)];
const filled = (name) => `[data-content-${name}]:not([data-content-${name}=""])`;
const classes = (name) => [".matomo" + name, ".piwik" + name];

const BLOCK = ["[data-track-content]", ...classes("TrackContent")].join();
const IGNORED = ["[data-content-ignoreinteraction]", ...classes("ContentIgnoreInteraction")].join();

const pieceNode = (block) => first(block, ...role("Piece"));
const targetNode = (block) => first(block, filled("target"), ...role("Target"));

/** The address of what a piece shows, as written in the page (spec-b §3.2). */
function medium(node) {
  const of = (selector, attribute) => first(node, selector).getAttribute(attribute);
  if (node.matches("img,embed,video,audio")) return of("[src]", "src");
  return node.matches("object") && (node.getAttribute("data") || of("param[name=movie]", "value") || of("embed[src]", "src"));
}

/**
 * What a block is called.
 * @returns {[string, string, string]} Name, piece and target.
 */
function describe(tracker, block) {
  const piece = pieceNode(block);
  const target = targetNode(block);
  const value = (name) => first(block, filled(name)).getAttribute("data-content-" + name) || "";
  const link = target.hasAttribute("href") ? target : piece;
  const of = (node, attribute) => node.getAttribute(attribute) || "";
  return ask(NAME_CONTENT, tracker, [
    value("name"),
    value("piece"),
    medium(piece) || "",
    of(block, "title") || of(piece, "title") || of(target, "title"),
    of(target, "data-content-target"),
    of(link, "href"),
  ]);
}

/** Queues a request about content, and answers it; undefined when there is nothing to tell. */
function track(tracker, hook, parts) {
  let sent;
  ask(TRACK_CONTENT, tracker, [...customData(tracker), hook, ...parts], { _built: (request) => enqueue(tracker, (sent = request)) });
  return sent;
}

/**
 * The interaction with the block around a clicked link, for the link's own request (spec-b §3.5).
 * @returns {string[]} Interaction, name, piece and target; empty when the click concerns no block.
 */
export function interactionOf(tracker, link, clicked, address) {
  const block = link.closest(BLOCK);
  if (!block || !isAuthorised(block, clicked)) return [];
  const [name, piece, target] = describe(tracker, block);
  return ["click", name, piece, target || address];
}

/** What the page's nodes throw in one block concerns no other block. */
const trying = (code) => attempt("content tracking", code);

/** A click counts inside the target of a block, when there is one, and unless it is to be ignored. */
function isAuthorised(block, clicked) {
  const target = targetNode(block);
  return !target.matches(IGNORED) && (target === block || target.contains(clicked));
}

/** Methods about content (spec-b §3). */
export function contentMethods(tracker, api) {
  const impressions = (tracker._impressions = new Set());
  const wired = new WeakSet();
  let visibleOnly = false;

  /** Tracks each block among the nodes once per page view, and from then on clicks on them. */
  const scan = (root, visible) => {
    const blocks = [...root.querySelectorAll(BLOCK)];
    if (root.matches && root.matches(BLOCK)) blocks.unshift(root);
    const wanted = blocks.filter((block) => trying(() => !visible || isOrWasNodeVisible(block)));
    let isNew = false;
    for (const block of wanted) {
      const parts = trying(() => describe(tracker, block));
      const key = parts && parts.join("\x01");
      if (!parts || impressions.has(key)) continue;
      impressions.add(key);
      isNew = true;
      track(tracker, "contentImpressions", [undefined, ...parts]);
    }
    if (isNew) wanted.forEach((block) => trying(() => wire(block)));
  };
  const wire = (block) => {
    const target = targetNode(block);
    if (wired.has(target)) return;
    wired.add(target);
    target.addEventListener("click", (event) => {
      const clicked = event.target;
      // The innermost block counts, and a tracked link tells of the block itself (spec-b B17).
      if (clicked.closest(BLOCK) === block && isAuthorised(block, clicked) && tracker._tracked !== event) api.trackContentInteractionNode(clicked, "click");
    });
  };
  const look = (root, visible) => (visible ? onLoad : onReady)(() => trying(() => scan(root, visible)));
  const interact = (...parts) => track(tracker, "contentInteraction", parts);
  const clean = (value) => (typeof value === "string" ? value.trim() : value);

  const methods = {
    trackAllContentImpressions: () => look(document),
    trackVisibleContentImpressions(checkOnScroll = true, interval = 750) {
      look(document, true);
      if (visibleOnly) return;
      visibleOnly = true;
      onLoad(() => watchVisible(() => api.trackVisibleContentImpressions(), checkOnScroll, parseInt(interval, 10)));
    },
    trackContentImpressionsWithinNode(node) {
      if (node) look(node, visibleOnly);
    },
    trackContentImpression(name, piece, target) {
      if (!clean(name)) return;
      track(tracker, "contentImpression", [undefined, clean(name), clean(piece) || "Unknown", clean(target)]);
    },
    trackContentInteraction(interaction, name, piece, target) {
      if (clean(interaction) && clean(name)) interact(...[interaction, name, clean(piece) || "Unknown", target].map(clean));
    },
    trackContentInteractionNode(node, interaction = "Unknown") {
      const block = node && node.closest && node.closest(BLOCK);
      if (block) return interact(interaction, ...describe(tracker, block));
    },
  };
  each(methods, (name, method) => {
    methods[name] = (...args) => (isOverlay(tracker) ? undefined : whenShown(tracker, () => method(...args)));
  });
  return Object.assign(methods, {
    logAllContentBlocksOnPage() {
      const named = (block) => describe(tracker, block);
      console.log([...document.querySelectorAll(BLOCK)].map(named).map(([name, piece, target]) => ({ name, piece, target })));
    },
  });
}

/** Looks again for visible blocks after scrolling and at an interval; 0: not at an interval. */
function watchVisible(again, checkOnScroll, interval) {
  let timer;
  if (checkOnScroll) {
    const remember = () => {
      timer ||= setTimeout(() => {
        timer = 0;
        again();
      }, 100);
    };
    document.addEventListener("scroll", remember);
    addEventListener("resize", remember);
  }
  if (interval > 0) setInterval(again, interval);
}
