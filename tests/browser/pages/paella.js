import * as paella from 'paella-core';
import { FullscreenButtonPlugin, VolumeButtonPlugin, ForwardButtonPlugin } from 'paella-basic-plugins';
import { userTrackingPlugins } from 'paella-user-tracking';

/**
 * A page with Paella players set up as Tobira sets them up: manifest and configuration are given, nothing is fetched.
 * `window.openPlayer({ plugins, sources, metadata, config, consent, id, own })` opens one in `#player` and resolves with it once
 * its manifest is loaded; `own` are further plugins.
 */
window.paella = paella;
window.openPlayer = async ({ plugins = {}, sources, metadata = {}, config = {}, consent = () => false, id = 'video-1', own = [] }) => {
  const player = new paella.Paella('player', {
    loadConfig: async () => ({
      logLevel: 'WARN',
      defaultLayout: 'presenter',
      plugins: {
        'es.upv.paella.singleVideo': { enabled: true, validContent: [{ id: 'presenter', content: ['presenter'], icon: 'i.svg', title: 'Presenter' }] },
        'es.upv.paella.videoCanvas': { enabled: true, order: 1 },
        'es.upv.paella.mp4VideoFormat': { enabled: true, order: 1 },
        'es.upv.paella.htmlVideoFormat': { enabled: true, order: 2 },
        'es.upv.paella.playPauseButton': { enabled: true, side: 'left', order: 0 },
        'es.upv.paella.forwardButtonPlugin': { enabled: true, side: 'left', order: 1, time: 3 },
        'es.upv.paella.volumeButtonPlugin': { enabled: true, side: 'left', order: 2 },
        'es.upv.paella.fullscreenButton': { enabled: true, side: 'right', order: 3 },
        ...plugins,
      },
      ...config,
    }),
    getVideoId: async () => id,
    getManifestUrl: async () => 'dummy-url',
    getManifestFileUrl: async () => 'dummy-file-url',
    loadVideoManifest: async () => ({
      metadata: { title: 'A lecture', duration: 12, preview: `${location.origin}/black.gif`, ...metadata },
      streams: [{ content: 'presenter', role: 'mainAudio', sources }],
    }),
    loadDictionaries: async () => {},
    getCookieConsentFunction: consent,
    plugins: [FullscreenButtonPlugin, VolumeButtonPlugin, ForwardButtonPlugin, ...userTrackingPlugins, ...own],
  });
  window.player = player;
  await player.loadManifest();
  return player;
};
