import { CUSTOM_TIMING, TIMING_SENT } from "./slots.js";
import { report } from "./report.js";

/** Methods about page performance (spec-b §6.4). Rust knows the names of the six spans. */
export function timingMethods(tracker, api, state) {
  return {
    setGenerationTimeMs: () => report("setGenerationTimeMs is no longer supported: use setPagePerformanceTiming"),
    setPagePerformanceTiming(...times) {
      const spans = [];
      for (const time of times.slice(0, 6)) {
        if (time !== undefined && !/^\d+(\.\d+)?$/.test(String(time))) return report("setPagePerformanceTiming takes ms of 0 or more, not " + time);
        spans.push(time === undefined ? "" : Math.round(time));
      }
      const isGiven = spans.join("");
      state[CUSTOM_TIMING] = isGiven ? spans : [];
      if (isGiven) state[TIMING_SENT] = false;
      else report("setPagePerformanceTiming: no times given");
    },
  };
}
