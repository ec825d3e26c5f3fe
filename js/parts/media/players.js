import { attempt } from "../../report.js";
import { html5 } from "./html5.js";
import { vimeo, youtube } from "./frames.js";

/** By name: what finds the media of one kind below a node, as `MediaAnalytics::addPlayer` takes it. */
export const players = new Map(Object.entries({ html5, youtube, vimeo }));

/**
 * Lets each player look for media.
 * @param {Document | Element | ShadowRoot} root Looked at with everything inside it.
 */
export function scan(root) {
  for (const [name, player] of players) attempt("the media player " + name, () => player.scanForMedia(root));
}
