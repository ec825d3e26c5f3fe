/**
 * Calls back when the page is hidden or left, before the tracker's own listeners, which hand everything pending to the browser.
 * @param {() => void} leave
 * @returns {() => void} Calls back a last time.
 */
export function leaving(leave) {
  const hide = () => document.visibilityState === "hidden" && leave();
  document.addEventListener("visibilitychange", hide);
  addEventListener("pagehide", leave, true);
  return () => {
    document.removeEventListener("visibilitychange", hide);
    removeEventListener("pagehide", leave, true);
    leave();
  };
}
