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
  { id: 'mainThread', label: 'Main thread until first request', unit: 'ms', digits: 1, aboveEmpty: true, must: '≤ 1.1', aim: '≤ 0.5' },
  { id: 'eventCookies', label: 'One event, real cookies', unit: 'µs', digits: 0, must: '≤ 0.9', aim: '≤ 0.75' },
  { id: 'eventNoCookies', label: 'One event, cookie jar stubbed', unit: 'µs', digits: 0, must: '≤ 0.7', aim: '≤ 0.45' },
  { id: 'leaveSoon', label: 'Leaving while an event waits, handlers', unit: 'ms', digits: 1 },
  { id: 'nextSoon', label: '… next page asked for later by', unit: 'ms', digits: 0, aboveEmpty: true, must: '0 ms', aim: '0 ms' },
  { id: 'leaveLater', label: 'Leaving after a sent event, handlers', unit: 'ms', digits: 1 },
  { id: 'nextLater', label: '… next page asked for later by', unit: 'ms', digits: 0, aboveEmpty: true, must: '0 ms', aim: '0 ms' },
  { id: 'memory0', label: 'Memory after the first request', unit: 'KiB', digits: 0, aboveEmpty: true },
  { id: 'memory1000', label: '… after 1,000 events', unit: 'KiB', digits: 0, aboveEmpty: true },
  { id: 'memory10000', label: '… after 10,000 events', unit: 'KiB', digits: 0, aboveEmpty: true, must: '≤ 1', aim: '≤ 0.7' },
  { id: 'memoryWasm', label: '… of it WebAssembly', unit: 'KiB', digits: 0 },
  { id: 'memoryWaiting', label: '… with 1,000 events waiting', unit: 'KiB', digits: 0, aboveEmpty: true },
  { id: 'memoryEmptied', label: '… after these were sent', unit: 'KiB', digits: 0, aboveEmpty: true },
  { id: 'listeners', label: 'Listeners for beforeunload and unload', unit: '', digits: 0, must: '0', aim: '0' },
];
