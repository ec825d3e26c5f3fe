import { checkPolicy, explain, initSync, narrate } from "debug-core";
import bytes from "debug-core-wasm";
import { RELEASE, RELEASE_BULK, SCRUB } from "./methods.js";
import { boot } from "./boot.js";
import { on, trigger } from "./events.js";
import { report } from "./report.js";
import { scrubbed } from "./scrubber.js";
import { trackers } from "./tracker.js";

/** A request that still has to wait, in the effects of a call: it will be released again. */
const HELD = /(^|\0)H\0(consent|hints)\0/;

const decoder = new TextDecoder();

/** What the scrubber did to the requests of the last call. */
let explanations;

/** Tells the console, and whoever listens to `RequestScrubbed`, once the call and its effects are over. */
function tell(stories) {
  queueMicrotask(() => {
    narrate(stories);
    for (const story of stories) trigger("RequestScrubbed", [story]);
  });
}

/** The core, watched: before a request is released, its story is asked for. */
const watched = ({ memory, reserve, call }) => ({
  memory,
  reserve(bytes) {
    return (watched.start = reserve(bytes));
  },
  call(command, bytes) {
    const isReleased = command === RELEASE || command === RELEASE_BULK;
    if (isReleased || command === SCRUB) explanations = explain(bytes);
    const length = call(command, bytes);
    const isHeld = () => HELD.test(decoder.decode(new Uint8Array(memory.buffer, watched.start, length)));
    if (isReleased && !isHeld()) tell(explanations);
    return length;
  },
});

/** `setScrubPolicy` says what it does not know, and each tracker explains what its policy does. */
function equip(api) {
  const set = api.setScrubPolicy;
  api.setScrubPolicy = (policy) => {
    const wrong = checkPolicy(policy);
    if (wrong) report(wrong);
    set(policy);
  };
  api.explainScrub = (request) => {
    const tracker = [...trackers].find(({ _api }) => _api === api);
    scrubbed(tracker, request);
    return explanations[0];
  };
}

boot((ready) => {
  on("TrackerSetup", equip);
  ready(watched(initSync({ module: bytes })));
});
