const PATIENCE = 60000;

/**
 * Takes one sample in a fresh frame.
 *
 * @param {'start' | 'events'} measure a method of `stage`; see stage.js
 * @param {string} source the tracker's script
 * @param {object} [options] of the method
 * @returns {Promise<number>}
 * @throws {Error} with what the script did instead
 */
export async function inFrame(measure, source, options) {
  const frame = document.createElement('iframe');
  frame.className = 'stage';
  frame.title = 'A page to measure in';
  frame.tabIndex = -1;
  frame.src = 'stage.html';
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it took more than ${PATIENCE / 1000} s`)), PATIENCE);
  });
  try {
    await Promise.race([loaded, late]);
    return await Promise.race([frame.contentWindow.stage[measure](source, options), late]);
  } finally {
    clearTimeout(timer);
    frame.remove();
  }
}
