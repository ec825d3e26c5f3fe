import { connect } from "./connection.js";
import { eventData, fill, variables } from "./templates.js";
import { leaving } from "./leaving.js";
import { limited } from "./rate_limit.js";
import { report } from "../report.js";
import { watchSegments } from "./segments.js";

/** In Paella's `plugins` configuration. */
const NAME = "paqet.userTrackingDataPlugin";

/**
 * The data plugin of paqet for a Paella player, with the configuration of Paella's own Matomo plugin. It takes the events that
 * `es.upv.paella.userEventTracker` writes, so give that one the same `context`.
 *
 * ```js
 * import * as paella from "paella-core";
 * import { paqetPlugin } from "paqet/paella";
 * new Paella("player", { plugins: [paqetPlugin(paella)] });
 * ```
 *
 * What differs from Paella's plugin: no global script, unless `matomoGlobalLoaded`; seeks, volume and sizes that follow each
 * other quickly are one event; an unknown field of a template is empty; names of presenters stay out; what was watched is sent.
 * @param {{ DataPlugin: Function, Events: Record<string, string> }} paella The package `paella-core` (7) or `@asicupv/paella-core` (8).
 * @param {{ name?: string }} [options] `name`: the plugin's in the configuration, as that of Paella's Matomo plugin to take its
 *   place; `paqet.userTrackingDataPlugin` when missing.
 * @returns {Function} The plugin's class.
 */
export function paqetPlugin({ DataPlugin, Events }, { name = NAME } = {}) {
  return class PaqetUserTrackingDataPlugin extends DataPlugin {
    get name() {
      return name;
    }

    async isEnabled() {
      if (!(await super.isEnabled())) return false;
      const { matomoGlobalLoaded, server, trackerUrl, siteId } = this.config;
      if (matomoGlobalLoaded || ((server || typeof trackerUrl === "string") && siteId)) return true;
      report(`the Paella plugin ${name} needs \`server\` and \`siteId\`, or \`matomoGlobalLoaded: true\``);
      return false;
    }

    load() {
      return (this._started = this._start());
    }

    async _start() {
      const { config, player } = this;
      this._track = await connect(config);
      if (config.scrub && !config.matomoGlobalLoaded) this._track("setScrubPolicy", config.scrub);
      await this._followConsent();
      const known = this._variables();
      for (const [id, template] of Object.entries(config.customDimensions || {})) this._track("setCustomDimension", id, fill(template, known));
      if (!config.matomoGlobalLoaded) {
        this._track("trackPageView");
        this._track("enableLinkTracking");
      }
      this._track("enableHeartBeatTimer", config.heartBeatTime || 15);
      this._limit = limited(Events, config.rateLimit, (data) => this._event(data));
      const watched = (segments, seconds) => this._watched(segments, seconds);
      const tell = config.watchedSegments === false ? () => {} : watchSegments(player, Events, watched);
      this._stop = leaving(() => {
        this._limit.flush();
        tell();
      });
      player.bindEvent(Events.STREAM_LOADED, () => this._nameMedia());
    }

    async unload() {
      if (this._stop) this._stop();
    }

    /** An event of the player. Those that come while the tracker is fetched wait for it. */
    async write(context, key, data) {
      await this._started;
      if (this._limit && data && data.event) this._limit.take(data);
    }

    /** Cookies wait for the consent that Paella knows of, also for one given before. */
    async _followConsent() {
      const { config, player } = this;
      const given = async () => config.cookieType && player.cookieConsent && (await player.cookieConsent.getConsentForType(config.cookieType));
      this._track("requireCookieConsent");
      if (await given()) this._track("setCookieConsentGiven");
      const follow = async () => this._track((await given()) ? "rememberCookieConsentGiven" : "forgetCookieConsentGiven");
      player.bindEvent(Events.COOKIE_CONSENT_CHANGED, () => void follow());
    }

    _variables(data) {
      const { videoId, videoManifest } = this.player;
      const metadata = (videoManifest && videoManifest.metadata) || {};
      return variables(this.config.scrub, videoId, metadata, data ? data.event : "", data ? eventData(Events, data) : "");
    }

    _event(data) {
      const { events } = this.config;
      if (!events) return;
      const known = this._variables(data);
      const category = fill(events.category, known) || "PaellaPlayer";
      const name = fill(events.name || "${eventData}", known) || undefined;
      this._track("trackEvent", category, fill(events.action, known) || data.event, name);
    }

    /** Pieces that were played since the last time, as an event beside those of the player. */
    _watched(segments, seconds) {
      const known = this._variables();
      const named = [known.videoId, segments].filter(Boolean).join(" ");
      this._track("trackEvent", fill((this.config.events || {}).category, known) || "PaellaPlayer", "watched", named, seconds);
    }

    /** Says what is played to media tracking, for which several streams are one. */
    _nameMedia() {
      const title = fill(this.config.mediaAnalyticsTitle || "", this._variables()) || document.title;
      this.player.containerElement.querySelectorAll("video").forEach((video, at) => {
        video.setAttribute(...(at ? ["data-matomo-ignore", ""] : ["data-matomo-title", title]));
      });
    }
  };
}
