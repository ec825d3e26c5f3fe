/** How long a new page may take until it has its title, in ms. */
const PATIENCE = 500;

/** How long a title must stay as it is, in ms: frameworks change it in steps. */
const QUIET = 50;

/**
 * Calls back when the page's title has settled: it is another one than before and stays, or it keeps the old one for too
 * long.
 * @param {string} before The title that is of the page before; empty: the page has none yet.
 * @param {() => void} done
 * @returns {() => void} Stops waiting.
 */
export function whenTitleSettles(before, done) {
  let quiet;
  const finish = () => {
    stop();
    done();
  };
  const look = () => {
    if (document.title === before) return;
    clearTimeout(quiet);
    quiet = setTimeout(finish, QUIET);
  };
  const late = setTimeout(finish, PATIENCE);
  const observer = new MutationObserver(look);
  const stop = () => {
    clearTimeout(late);
    clearTimeout(quiet);
    observer.disconnect();
  };
  observer.observe(document.head, { childList: true, subtree: true, characterData: true });
  look();
  return stop;
}
