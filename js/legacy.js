/**
 * The functions of Piwik's first years (spec-b §1.10): `piwik_log`, and with `piwik_install_tracker` also `piwik_track`.
 * @param {object} Matomo
 */
export function defineLegacy(Matomo) {
  window.piwik_log = (title, siteId, trackerUrl, data) => {
    const tracker = Matomo.getTracker(trackerUrl, siteId);
    const apply = (name, method) => window[name] && tracker[method](window[name]);
    tracker.setDocumentTitle(title);
    tracker.setCustomData(data || {});
    apply("piwik_tracker_pause", "setLinkTrackingTimer");
    apply("piwik_download_extensions", "setDownloadExtensions");
    apply("piwik_hosts_alias", "setDomains");
    apply("piwik_ignore_classes", "setIgnoreClasses");
    tracker.trackPageView();
    if (window.piwik_install_tracker) {
      window.piwik_track = (url, site, endpoint, type) => {
        tracker.setSiteId(site);
        tracker.setTrackerUrl(endpoint);
        tracker.trackLink(url, type);
      };
      tracker.enableLinkTracking();
    }
  };
}
