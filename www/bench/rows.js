import { CALLS } from './page/events.js';

/**
 * The rows of the table, in their order. `must` and `aim` are the project's targets: as ratio to matomo.js, or with
 * a unit. `aboveEmpty`: the median of an empty page is taken off.
 *
 * @type {{ id: string, label: string, unit: string, digits: number, must?: string, aim?: string, aboveEmpty?: boolean }[]}
 */
export const ROWS = [
  { id: 'raw', label: 'Script, raw', unit: 'B', digits: 0 },
  { id: 'gzip', label: 'Script, gzip 9', unit: 'B', digits: 0 },
  { id: 'brotli', label: 'Script, brotli 11', unit: 'B', digits: 0, must: '< 1', aim: '≤ 0.90' },
  { id: 'wire', label: 'Script on the wire, with headers', unit: 'B', digits: 0 },
  { id: 'firstRequest', label: 'First request after navigation', unit: 'ms', digits: 0 },
  { id: 'firstRequestSlow', label: '… on slow 4G', unit: 'ms', digits: 0, must: '≤ 1.05', aim: '≤ 1' },
  { id: 'firstRequestThrottled', label: '… on a processor 4 times slower', unit: 'ms', digits: 0 },
  { id: 'mainThread', label: 'Main thread until first request', unit: 'ms', digits: 1, aboveEmpty: true, must: '≤ 1.1', aim: '≤ 0.5' },
  { id: 'eventCookies', label: 'One event, real cookies', unit: 'µs', digits: 0, must: '≤ 0.9', aim: '≤ 0.75' },
  { id: 'scrubCookies', label: '… of it the scrubber', unit: '%', digits: 1, must: '< 10 %', aim: '< 10 %' },
  { id: 'eventNoCookies', label: 'One event, cookie jar stubbed', unit: 'µs', digits: 0, must: '≤ 0.7', aim: '≤ 0.45' },
  { id: 'scrubNoCookies', label: '… of it the scrubber', unit: '%', digits: 1 },
  ...CALLS.map((call) => ({ id: `call_${call}`, label: call, unit: 'µs', digits: 1 })),
  { id: 'clickHandlers', label: 'Click on a tracked link, 4 times slower, handlers', unit: 'ms', digits: 1, aboveEmpty: true },
  { id: 'inp', label: '… until the next frame (INP)', unit: 'ms', digits: 0 },
  { id: 'leaveSoon', label: 'Leaving while an event waits, handlers', unit: 'ms', digits: 1 },
  { id: 'nextSoon', label: '… next page asked for later by', unit: 'ms', digits: 0, aboveEmpty: true, must: '0 ms', aim: '0 ms' },
  { id: 'leaveLater', label: 'Leaving after a sent event, handlers', unit: 'ms', digits: 1 },
  { id: 'nextLater', label: '… next page asked for later by', unit: 'ms', digits: 0, aboveEmpty: true, must: '0 ms', aim: '0 ms' },
  { id: 'memory0', label: 'Memory after the first request', unit: 'KiB', digits: 0, aboveEmpty: true },
  { id: 'memory1000', label: '… after 1,000 events', unit: 'KiB', digits: 0, aboveEmpty: true },
  { id: 'memory10000', label: '… after 10,000 events', unit: 'KiB', digits: 0, aboveEmpty: true, must: '≤ 1', aim: '≤ 0.7' },
  { id: 'memory100000', label: '… after 100,000 events', unit: 'KiB', digits: 0, aboveEmpty: true },
  { id: 'memoryWasm', label: '… of it WebAssembly', unit: 'KiB', digits: 0 },
  { id: 'memoryWaiting', label: '… with 1,000 events waiting', unit: 'KiB', digits: 0, aboveEmpty: true },
  { id: 'memoryEmptied', label: '… after these were sent', unit: 'KiB', digits: 0, aboveEmpty: true },
  { id: 'bootQueued', label: 'Start with 10,000 queued entries', unit: 'ms', digits: 0 },
  { id: 'scan10', label: 'First scan of 10 content blocks', unit: 'ms', digits: 1 },
  { id: 'scan1000', label: '… of 1,000', unit: 'ms', digits: 1 },
  { id: 'scan10000', label: '… of 10,000', unit: 'ms', digits: 0 },
  { id: 'look10', label: 'Later look for visible ones among 10', unit: 'ms', digits: 1 },
  { id: 'look1000', label: '… among 1,000', unit: 'ms', digits: 1 },
  { id: 'look10000', label: '… among 10,000', unit: 'ms', digits: 0 },
  { id: 'click10', label: 'Click on one of 10 links', unit: 'ms', digits: 2 },
  { id: 'click1000', label: '… of 1,000', unit: 'ms', digits: 2 },
  { id: 'click10000', label: '… of 10,000', unit: 'ms', digits: 2 },
  { id: 'listeners', label: 'Listeners for beforeunload and unload', unit: '', digits: 0, must: '0', aim: '0' },
];
