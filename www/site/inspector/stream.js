const REPLAYED = 200;

/**
 * Follows the collector's hits while the page can be seen. A hidden page lets go of its connection: a browser has
 * six for a server, and one that a page in the back/forward cache held would be missing for good. Whoever comes back
 * asks for what was missed.
 *
 * @param {object} listeners
 * @param {(hit: object, isReplay: boolean) => void} listeners.onHit `isReplay`: it arrived before this page did
 * @param {(oldest: number) => void} listeners.onForgotten hits with a lower id are no longer kept; Infinity: none is
 * @param {(state: 'live' | 'connecting') => void} listeners.onState
 */
export function followHits({ onHit, onForgotten, onState }) {
  let source = null;
  let lastId = 0;
  let isReplay = true;

  function open() {
    source = new EventSource(`/collector/events?${lastId ? `since=${lastId}` : `last=${REPLAYED}`}`);
    source.addEventListener('hit', (event) => {
      lastId = Number(event.lastEventId);
      onHit(JSON.parse(event.data), isReplay);
    });
    source.addEventListener('clear', () => onForgotten(Infinity));
    source.addEventListener('ready', (event) => ready(JSON.parse(event.data)));
    source.addEventListener('error', () => onState('connecting'));
  }

  function close() {
    source?.close();
    source = null;
    onState('connecting');
  }

  function ready({ oldest, newest }) {
    onForgotten(oldest ?? Infinity);
    if (newest !== null && newest < lastId) {
      // The server counts anew: it was started with an empty database.
      onForgotten(Infinity);
      lastId = 0;
      close();
      open();
      return;
    }
    isReplay = false;
    onState('live');
  }

  document.addEventListener('visibilitychange', () => (document.hidden ? close() : source ?? open()));
  window.addEventListener('pagehide', close);
  window.addEventListener('pageshow', () => source ?? open());
  if (!document.hidden) open();
}

/**
 * Has the collector forget every hit; the stream then tells all who follow it.
 *
 * @throws {Error} when the server cannot be reached or refuses
 */
export async function forgetHits() {
  const response = await fetch('/collector/hits', { method: 'DELETE' });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
}
