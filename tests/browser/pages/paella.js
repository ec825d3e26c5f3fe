import { Paella } from 'paella-core';
import { FullscreenButtonPlugin, VolumeButtonPlugin, ForwardButtonPlugin } from 'paella-basic-plugins';
import { userTrackingPlugins } from 'paella-user-tracking';

const BLACK = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAkQBADs=';

/**
 * A page with one Paella player in `#player`, set up as Tobira sets it up: manifest and configuration are given, nothing
 * is fetched. `window.PAELLA` says `{ plugins, source, metadata, config, consent }`; the player is `window.player`.
 */
const { plugins = {}, source, metadata = {}, config = {}, consent = () => false, id = 'video-1' } = window.PAELLA;

window.player = new Paella('player', {
  loadConfig: async () => ({
    logLevel: 'WARN',
    defaultLayout: 'presenter',
    plugins: {
      'es.upv.paella.singleVideo': { enabled: true, validContent: [{ id: 'presenter', content: ['presenter'], icon: '', title: 'Presenter' }] },
      'es.upv.paella.videoCanvas': { enabled: true, order: 1 },
      'es.upv.paella.mp4VideoFormat': { enabled: true, order: 1 },
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
    metadata: { title: 'A lecture', duration: 12, preview: BLACK, ...metadata },
    streams: [{ content: 'presenter', role: 'mainAudio', sources: { mp4: [{ src: source, mimetype: 'video/mp4', res: { w: 480, h: 270 } }] } }],
  }),
  loadDictionaries: async () => {},
  getCookieConsentFunction: consent,
  plugins: [FullscreenButtonPlugin, VolumeButtonPlugin, ForwardButtonPlugin, ...userTrackingPlugins],
});
window.player.loadManifest().then(() => { window.ready = true; });
