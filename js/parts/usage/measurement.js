import { partsOf } from "../declarative_events.js";
import { attempt, report } from "../../report.js";
import { dimensionsOf } from "./facts.js";
import { reportOf, sendReport } from "./report.js";
import { change, load } from "./store.js";
import { keyOf, openTarget } from "./target.js";
import { add } from "./calls.js";

/** As long as that between two page views, in ms, is another visit; so it is for Matomo. */
const VISIT = 1_800_000;

/**
 * The measurement with one set of options. It opens its targets when one is needed.
 * @param {(url: string, siteId: string | number) => object} create Makes a tracker that `_paq` does not reach.
 * @param {object} settings As `settingsOf` answers them.
 * @param {() => boolean} isOn May anything be stored and sent?
 */
export function createMeasurement(create, settings, isOn) {
  const { facts, dimensions, bucket } = settings;
  let opened;
  /** Of each target the address it has seen. */
  const seen = new Map();
  /** Where nothing can be stored the first page view of a page is that of a visit. */
  let hasViewed = false;

  const open = (target) => attempt("a target of the usage measurement", () => openTarget(create, target, settings, isOn));
  const targets = () => (opened ||= settings.targets.map(open).filter(Boolean));
  const each = (work) => targets().forEach((target) => attempt("usage measurement", () => work(target)));

  /** Each target by itself: none waits for another. */
  function sendReports() {
    const again = (pause) => pause && setTimeout(() => isOn() && sendReports(), pause);
    const failed = (error) => report("usage measurement: a report could not be made", error);
    each((target) => sendReport(target, settings, isOn).then(again, failed));
  }

  function view(wanted = targets()) {
    const now = Date.now();
    const { visit } = load();
    const isVisit = visit ? now - visit > VISIT || visit > now : !hasViewed;
    change((record) => (record.visit = now));
    hasViewed = true;
    const given = isVisit ? dimensionsOf(facts, dimensions, bucket) : undefined;
    each((target) => {
      if (!wanted.includes(target)) return;
      seen.set(target, target.address());
      target.view(given);
    });
  }

  return {
    each: (work) => each((target) => work(target.tracker())),
    view,
    sendReports,
    /** The address may be another one. */
    moved() {
      const wanted = targets().filter((target) => attempt("usage measurement", () => target.address() !== seen.get(target)));
      if (wanted.length) view(wanted);
      sendReports();
    },
    /** Keeps counted calls until the next report. */
    keep(calls) {
      return change(({ targets: kept }) => {
        for (const target of settings.targets) {
          const { calls: known } = (kept[keyOf(target)] ||= { next: 0, calls: {} });
          for (const [name, sum] of Object.entries(calls)) add(known, name, ...sum);
        }
      });
    },
    /** Targets of earlier options are of no interest any more. */
    tidy() {
      const keys = settings.targets.map(keyOf);
      change(({ targets: kept }) => Object.keys(kept).forEach((key) => keys.includes(key) || delete kept[key]));
    },
    /**
     * What would leave now, made by what makes it when it does.
     * @param {Record<string, [number, number]>} calls Those that are not kept yet.
     */
    preview(calls) {
      const { targets: kept } = load();
      const given = dimensionsOf(facts, dimensions, bucket);
      return targets().map((target) => {
        const all = structuredClone((kept[target.key] || {}).calls || {});
        for (const [name, sum] of Object.entries(calls)) add(all, name, ...sum);
        const requests = shown("page view", target.previewView(given));
        for (const [selector, said] of Object.entries(settings.selectors || {})) {
          requests.push(...shown(selector, target.previewEvent(partsOf(said))));
        }
        if (settings.interval) requests.push(...shown("system report", reportOf(target, settings, all)));
        return { trackerUrl: target.trackerUrl, siteId: target.siteId, requests };
      });
    },
    close: () => opened?.forEach((target) => target.close()),
  };
}

function shown(when, requests) {
  return requests.filter(Boolean).map((request) => ({ when, parameters: Object.fromEntries(new URLSearchParams(request)) }));
}
