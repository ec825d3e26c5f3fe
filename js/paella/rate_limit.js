/** How long the player must be still until the last of several events counts, in ms. */
const STILL = 1000;

/**
 * Lets seeks, changes of volume and sizes through one at a time: of several that follow each other quickly only the last
 * counts. Other events pass at once, and never before one that waits.
 * @param {Record<string, string>} Events Names of the player's events.
 * @param {number} [still] In ms; 1000 when missing.
 * @param {(data: { event: string }) => void} pass
 * @returns {{ take(data: { event: string }): void, flush(): void }} `flush` passes what waits.
 */
export function limited(Events, still, pass) {
  const frequent = [Events.SEEK, Events.VOLUME_CHANGED, Events.RESIZE, Events.RESIZE_END];
  let waiting;
  let timer;
  const flush = () => {
    clearTimeout(timer);
    const data = waiting;
    waiting = undefined;
    if (data) pass(data);
  };
  return {
    take(data) {
      if (waiting && waiting.event !== data.event) flush();
      if (!frequent.includes(data.event)) return pass(data);
      clearTimeout(timer);
      waiting = data;
      timer = setTimeout(flush, still >= 0 ? still : STILL);
    },
    flush,
  };
}
