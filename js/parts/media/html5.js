import { MediaTracker } from "./media_tracker.js";
import { findAll, isIgnored, resourceOf, titleOf } from "./titles.js";

const known = new WeakSet();

/** The player `html5`: every `<video>` and `<audio>`. */
export const html5 = {
  scanForMedia(root) {
    for (const element of findAll(root, "video,audio")) {
      if (known.has(element)) continue;
      known.add(element);
      follow(element);
    }
  },
};

function follow(element) {
  const media = new MediaTracker("html5", element.localName, "");
  const look = () => {
    media.setMediaTotalLengthInSeconds(element.duration);
    media.setWidth(element.clientWidth);
    media.setHeight(element.clientHeight);
    media.setFullscreen(!!document.fullscreenElement && document.fullscreenElement.contains(element));
    media.setMediaProgressInSeconds(element.currentTime);
  };
  const on = {
    // The page may say what it is only when the player is ready.
    playing() {
      if (isIgnored(element)) return;
      media.setResource(resourceOf(element, element.currentSrc));
      media.setMediaTitle(titleOf(element));
      look();
      media.play();
    },
    timeupdate() {
      if (element.seeking) return;
      look();
      media.update();
    },
    seeking: () => media.seekStart(),
    seeked() {
      look();
      media.seekFinish();
    },
    pause() {
      // The end pauses too, and the browser pauses what is removed; WebKit takes a stream without length for ended.
      if (!element.ended || !element.isConnected) media.pause();
      if (!element.isConnected) media._leave();
    },
    ended() {
      look();
      media.finish();
    },
    emptied() {
      media._leave();
      media.reset();
    },
  };
  for (const [type, listener] of Object.entries(on)) element.addEventListener(type, listener);
  if (!element.paused && element.readyState > 2) on.playing();
}
