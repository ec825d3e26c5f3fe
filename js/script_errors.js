import { attempt } from "./report.js";

/** Methods about errors of the page's scripts (spec-a §3.13). */
export function scriptErrorMethods(tracker, api) {
  let watching = false;
  return {
    enableJSErrorTracking() {
      if (watching) return;
      watching = true;
      const before = window.onerror;
      window.onerror = function (message, url, line, column) {
        attempt("error tracking", () => {
          const action = `${url}:${line}` + (column ? ":" + column : "");
          const key = action + message;
          if (!tracker._errors.has(key)) {
            tracker._errors.add(key);
            api.trackEvent("JavaScript Errors", action, message);
          }
        });
        return before ? before.apply(this, arguments) : false;
      };
    },
  };
}
