/**
 * Runs the callback when the page has loaded; at once when it has.
 * @param {() => void} callback
 */
export function onLoad(callback) {
  if (document.readyState === "complete") callback();
  else addEventListener("load", callback);
}

/**
 * Runs the callback when the document has been parsed; at once when it has.
 * @param {() => void} callback
 */
export function onReady(callback) {
  if (document.readyState !== "loading") callback();
  else document.addEventListener("DOMContentLoaded", callback, { once: true });
}
