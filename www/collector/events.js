const KEEP_ALIVE_MS = 15_000;
const BACKLOG_BYTES = 8 * 1024 * 1024;

/**
 * Server-Sent Events: each hit as event `hit` with the hit's id, `clear` when all hits are forgotten, and once, when
 * the replay of earlier hits is over, `ready` with `{ oldest, newest }`, the ids of the hits that are kept (null:
 * none), so that a reader who was away can tell what was forgotten meanwhile.
 *
 * @param {{ onHit: Function, onClear: Function, kept: () => object }} source `onHit` and `onClear` take a listener
 *   and answer a function that removes it
 * @returns {{ open: (response: import('node:http').ServerResponse, replay: object[]) => void, close: () => void }}
 *   `replay`: earlier hits, oldest first
 */
export function createEvents({ onHit, onClear, kept }) {
  const responses = new Set();

  function open(response, replay) {
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no',
    });
    const write = (chunk) => {
      // A reader that stopped reading must not fill the memory; it comes back with Last-Event-ID.
      if (response.writableLength > BACKLOG_BYTES) response.destroy();
      else response.write(chunk);
    };
    for (const hit of replay) write(eventOf(hit));
    write(`retry: 1000\nevent: ready\ndata: ${JSON.stringify(kept())}\n\n`);
    const ends = [onHit((hit) => write(eventOf(hit))), onClear(() => write('event: clear\ndata:\n\n'))];
    const timer = setInterval(() => write(':\n\n'), KEEP_ALIVE_MS);
    timer.unref();
    responses.add(response);
    response.on('close', () => {
      clearInterval(timer);
      responses.delete(response);
      for (const end of ends) end();
    });
  }

  return {
    open,
    close() {
      for (const response of responses) response.end();
    },
  };
}

function eventOf(hit) {
  return `id: ${hit.id}\nevent: hit\ndata: ${JSON.stringify(hit)}\n\n`;
}
