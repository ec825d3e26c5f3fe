/** What a Paella player needs to be told of: the package `paella-core` (Paella 7) or `@asicupv/paella-core` (Paella 8). */
export interface PaellaCore {
  DataPlugin: abstract new (...args: any[]) => any;
  Events: Readonly<Record<string, string>>;
}

/** The plugin's part of Paella's configuration. In templates stand `${event}`, `${videoId}`, `${eventData}` and `${metadata.…}`. */
export interface PaqetPluginConfig {
  enabled: boolean;
  /** Those of `es.upv.paella.userEventTracker`. */
  context: string[];
  /** Where `matomo.php` is, with the slash at its end. */
  server?: string;
  /** The whole address of `matomo.php`, or the name of that file in `server`. ["matomo.php"] */
  trackerUrl?: string | { php?: string; js?: string };
  siteId?: string | number;
  /** The page has a tracker: calls go to its `_paq`. [false] */
  matomoGlobalLoaded?: boolean;
  /** Templates. Without it, no events of the player. */
  events?: { category?: string; action?: string; name?: string };
  /** Templates, by the number of the dimension. */
  customDimensions?: { readonly [id: number]: string };
  /** In seconds. [15] */
  heartBeatTime?: number;
  /** The kind of cookies, in Paella's `cookieConsent`, without which the tracker sets none. */
  cookieType?: string;
  mediaAnalyticsTitle?: string;
  disableAlwaysUseSendBeacon?: boolean;
  /**
   * What templates may use of the metadata, and the scrub policy of the plugin's own tracker. `balanced`: no persons, nor their names in the title; `anonymous`: length, license,
   * series and whether it is live; `off`: all. ["balanced"]
   */
  scrub?: "off" | "balanced" | "anonymous";
  /** Of seeks, volumes and sizes that come faster than this, in ms, only the last counts. [1000] */
  rateLimit?: number;
  /** An event `watched` with the pieces that were played. [true] */
  watchedSegments?: boolean;
}

/**
 * The data plugin of paqet for a Paella player.
 * @param name The plugin's in the configuration. ["paqet.userTrackingDataPlugin"]
 */
export function paqetPlugin(paella: PaellaCore, options?: { name?: string }): new (...args: any[]) => any;
