/** How far the position may go on between two looks, in seconds; farther is a leap. Paella looks four times a second. */
const LEAP = 5;

/**
 * Tells which pieces of the video were played, each time it pauses or ends, or is asked.
 * @param {object} player Of Paella.
 * @param {Record<string, string>} Events
 * @param {(segments: string, seconds: number) => void} tell Called with `0-12,30-45`, in seconds from the start, and how many
 *   seconds that are; not when nothing was played since the last time.
 * @returns {() => void} Asks it.
 */
export function watchSegments(player, Events, tell) {
  let pieces = [];
  let position;
  const look = ({ currentTime } = {}) => {
    if (!Number.isFinite(currentTime)) return;
    const step = currentTime - position;
    if (step > 0 && step <= LEAP) pieces.push([position, currentTime]);
    position = currentTime;
  };
  const report = () => {
    const merged = merge(pieces).filter(([from, to]) => to > from);
    pieces = [];
    const seconds = merged.reduce((sum, [from, to]) => sum + to - from, 0);
    if (seconds) tell(merged.map(([from, to]) => `${from}-${to}`).join(","), seconds);
  };
  const seek = ({ newTime } = {}) => (position = newTime);
  player.bindEvent(Events.TIMEUPDATE, look);
  player.bindEvent(Events.SEEK, seek);
  for (const event of [Events.PAUSE, Events.STOP, Events.ENDED, Events.PLAYER_UNLOADED]) player.bindEvent(event, report);
  return report;
}

/** Pieces that touch are one; whole seconds. */
function merge(pieces) {
  const merged = [];
  for (const [from, to] of pieces.sort((a, b) => a[0] - b[0])) {
    const last = merged[merged.length - 1];
    if (last && from <= last[1] + 0.5) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged.map(([from, to]) => [Math.round(from), Math.round(to)]);
}
