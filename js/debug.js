import { checkPolicy, explain, initSync, narrate, tellDropped } from "debug-core";
import bytes from "debug-core-wasm";
import { RELEASE, RELEASE_BULK, SCRUB } from "./methods.js";
import { AREAS } from "./tracker.js";
import { boot } from "./boot.js";
import { effects } from "./effects.js";
import { report } from "./report.js";
import { scrubbed } from "./scrubber.js";
import { trigger } from "./events.js";

/** What the scrubber did to the requests of the last call. */
let explanations;

/** Tells the console, and whoever listens to `RequestScrubbed`, once the call and its effects are over. */
function tell(stories) {
  queueMicrotask(() => {
    if (stories.length) narrate(stories);
    for (const story of stories) trigger("RequestScrubbed", [story]);
  });
}

/** The core, watched: before a request is released, its story is asked for. */
const watched = ({ memory, reserve, call }) => ({
  memory,
  reserve,
  call(command, bytes) {
    const isReleased = command === RELEASE || command === RELEASE_BULK;
    if (isReleased || command === SCRUB) explanations = explain(bytes);
    const length = call(command, bytes);
    if (isReleased) tell(explanations);
    return length;
  },
});

/** Puts something before an effect; an effect has as many parameters as fields. */
function before(letter, watch) {
  const effect = effects[letter];
  const whole = (...given) => {
    watch(...given);
    effect(...given);
  };
  effects[letter] = Object.defineProperty(whole, "length", { value: effect.length });
}

// A request that still has to wait will be released again, and is told then.
before("H", () => explanations.splice(0));

before("K", ({ _tracker: tracker }, _pause, dropped) => {
  if (!+dropped) return;
  tracker._dropped = (tracker._dropped || 0) + +dropped;
  tellDropped(+dropped, tracker._dropped);
  trigger("RequestsDropped", [{ tracker: tracker._api, count: +dropped, total: tracker._dropped }]);
});

AREAS.push(debugMethods);

/** `setScrubPolicy` says what it does not know, and each tracker explains what its policy does. */
function debugMethods(tracker) {
  const set = tracker._api.setScrubPolicy;
  return {
    setScrubPolicy(policy) {
      const wrong = checkPolicy(policy);
      if (wrong) report(wrong);
      set(policy);
    },
    checkScrubPolicy: checkPolicy,
    explainScrub(request) {
      scrubbed(tracker, request);
      return explanations[0];
    },
  };
}

boot((ready) => ready(watched(initSync({ module: bytes }))));
