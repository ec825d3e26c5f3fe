/** The element of this script. The browser names it only while the script runs, and a module has none. */
export const own = document.currentScript;

let policy;

/** A URL as Trusted Types want it; as it is where the page has none, or allows no policy `paqet`. */
function trusted(url) {
  try {
    policy ||= trustedTypes.createPolicy("paqet", { createScriptURL: (text) => text });
    return policy.createScriptURL(url);
  } catch {
    return url;
  }
}

/**
 * Loads a script, allowed by the page's nonce and, where Trusted Types are required, by a policy named `paqet`.
 * @param {string} url
 * @param {object} members Of the element: `onload`, …
 * @throws {TypeError} When Trusted Types refuse the URL.
 */
export function insertScript(url, members) {
  const script = Object.assign(document.createElement("script"), { nonce: own?.nonce }, members);
  script.src = trusted(url);
  (document.head || document.documentElement).appendChild(script);
}
