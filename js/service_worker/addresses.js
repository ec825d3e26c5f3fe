/**
 * Is this the address of a tracking request?
 * @param {string} url
 * @param {{ trackerUrl?: string }} settings
 */
export const isTracking = (url, { trackerUrl }) => /\/(matomo|piwik)\.php/.test(url) || (!!trackerUrl && url.includes(trackerUrl));

/** Is this the address of a tracker's script, or of a part of it? */
export const isScript = (url) => /\/(matomo|piwik|paqet(\.[\w-]+)?)\.js(\?|$)/.test(url);
