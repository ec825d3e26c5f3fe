import { MediaTracker } from "./media_tracker.js";
import { findAll, isIgnored, resourceOf, titleOf } from "./titles.js";

/** What YouTube's frame tells of its state. */
const [ENDED, PLAYING, PAUSED] = [0, 1, 2];

const frames = new Map();

const YOUTUBE = /^https:\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/[^?]*\?.*\benablejsapi=1/;
const VIMEO = /^https:\/\/player\.vimeo\.com\/video\//;

/** The player `youtube`: frames whose address asks for the player's messages by `enablejsapi=1`. */
export const youtube = { scanForMedia: (root) => find(root, "youtube", YOUTUBE, youtubeMessages) };

/** The player `vimeo`. */
export const vimeo = { scanForMedia: (root) => find(root, "vimeo", VIMEO, vimeoMessages) };

function find(root, name, address, messages) {
  for (const frame of findAll(root, "iframe")) {
    if (frames.has(frame) || !address.test(frame.src)) continue;
    if (!frames.size) addEventListener("message", receive);
    const media = new MediaTracker(name, "video", resourceOf(frame, frame.src));
    const { hello, take } = messages(frame, media);
    const greet = () => frame.contentWindow && hello((message) => frame.contentWindow.postMessage(JSON.stringify(message), "*"));
    frames.set(frame, take);
    frame.addEventListener("load", greet);
    greet();
  }
}

/** What a frame says: an object as JSON; anything else says nothing. */
function message(data) {
  try {
    return Object(typeof data === "string" ? JSON.parse(data) : data);
  } catch {
    return {};
  }
}

/** Only the frame itself can be the source of its window's messages. */
function receive({ source, data }) {
  for (const [frame, take] of frames) {
    if (!frame.isConnected) frames.delete(frame);
    else if (source === frame.contentWindow) take(message(data));
  }
}

/** What both kinds tell, in one form. */
function apply(frame, media, { title, seconds, length, state }) {
  if (isIgnored(frame)) return;
  media.setMediaTitle(titleOf(frame, title));
  if (length > 0) media.setMediaTotalLengthInSeconds(length);
  if (seconds >= 0) media.setMediaProgressInSeconds(seconds);
  if (state === PLAYING) media.play();
  else if (state === PAUSED) media.pause();
  else if (state === ENDED) media.finish();
  else media.update();
}

function youtubeMessages(frame, media) {
  let title;
  return {
    hello: (post) => post({ event: "listening", id: 1, channel: "widget" }),
    take({ event, info }) {
      if (event === "onStateChange") return apply(frame, media, { title, state: info });
      if (!info || typeof info !== "object") return;
      title = (info.videoData && info.videoData.title) || title;
      apply(frame, media, { title, seconds: info.currentTime, length: info.duration, state: info.playerState });
    },
  };
}

function vimeoMessages(frame, media) {
  let title;
  let tell;
  const states = { play: PLAYING, pause: PAUSED, ended: ENDED };
  return {
    hello(post) {
      tell = post;
      post({ method: "ping" });
    },
    take({ event, method, value, data = {} }) {
      if (event === "ready" || method === "ping") {
        for (const name of [...Object.keys(states), "timeupdate"]) tell({ method: "addEventListener", value: name });
        tell({ method: "getVideoTitle" });
      }
      if (method === "getVideoTitle" && typeof value === "string") title = value;
      if (!(event in states) && event !== "timeupdate") return;
      apply(frame, media, { title, seconds: data.seconds, length: data.duration, state: states[event] });
    },
  };
}
