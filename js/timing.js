import { CUSTOM_TIMING, TIMING_SENT } from "./slots.js";
import { report } from "./report.js";

const NAMES = "pf_net pf_srv pf_tfr pf_dm1 pf_dm2 pf_onl".split(" ");

/** Methods about page performance (spec-b §6.4). */
export function timingMethods(tracker, api, state) {
  return {
    setGenerationTimeMs: () => report("setGenerationTimeMs is no longer supported: use setPagePerformanceTiming"),
    setPagePerformanceTiming(...times) {
      const given = [];
      for (const [at, name] of NAMES.entries()) {
        const time = times[at];
        if (time === undefined) continue;
        if (!/^\d+(\.\d+)?$/.test(String(time))) {
          return report(`setPagePerformanceTiming: ${name} must be ms of 0 or more, not ${time}`);
        }
        given.push(name, Math.round(time));
      }
      state[CUSTOM_TIMING] = given;
      if (!given.length) report("setPagePerformanceTiming: no times given");
      else state[TIMING_SENT] = false;
    },
  };
}
