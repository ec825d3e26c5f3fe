import { report } from "../report.js";

/**
 * Where the calls of the plugin go: to the page's `_paq`, or to a tracker of the module `paqet`, which is fetched for it.
 * @param {object} config The plugin's.
 * @returns {Promise<(method: string, ...args: unknown[]) => void>}
 */
export async function connect(config) {
  if (config.matomoGlobalLoaded) {
    window._paq ||= [];
    // Read each time: the tracker replaces it.
    return (...command) => window._paq.push(command);
  }
  const failed = (error) => report("the Paella plugin cannot track: serve index.js beside paella.js", error);
  const module = await import("./index.js").catch(failed);
  if (!module) return () => {};
  const { trackerUrl, server, siteId } = config;
  const tracker = module.init({
    trackerUrl: typeof trackerUrl === "string" ? trackerUrl : server + ((trackerUrl && trackerUrl.php) || "matomo.php"),
    siteId,
    disableAlwaysUseSendBeacon: !!config.disableAlwaysUseSendBeacon,
  });
  return (method, ...args) => tracker[method](...args);
}
