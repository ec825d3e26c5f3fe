import * as paella from 'paella-core';
import { FullscreenButtonPlugin, VolumeButtonPlugin } from 'paella-basic-plugins';
import { UserEventTrackerPlugin } from 'paella-user-tracking';
import { paqetPlugin } from 'paqet/paella';

const TRACKING = {
  'es.upv.paella.userEventTracker': { enabled: true, context: 'userTracking' },
  'es.upv.paella.matomo.userTrackingDataPlugin': {
    enabled: true,
    context: ['userTracking'],
    matomoGlobalLoaded: true,
    events: { category: 'PaellaPlayer', action: '${event}', name: '${metadata.title}' },
  },
};

const MANIFEST = {
  metadata: { title: 'Sunrise – Rosa Gardener', presenters: ['Rosa Gardener'], duration: 12, preview: `${location.origin}/icon.svg` },
  streams: [{
    content: 'presenter',
    role: 'mainAudio',
    sources: { html: [{ src: '/video/lecture.webm', mimetype: 'video/webm' }, { src: '/video/lecture.mp4', mimetype: 'video/mp4' }] },
  }],
};

const button = (order, side = 'left') => ({ enabled: true, side, order });

const player = new paella.Paella('player', {
  loadConfig: async () => ({
    logLevel: 'WARN',
    defaultLayout: 'presenter',
    plugins: {
      'es.upv.paella.singleVideo': { enabled: true, validContent: [{ id: 'presenter', content: ['presenter'], icon: '/icon.svg', title: 'Presenter' }] },
      'es.upv.paella.videoCanvas': { enabled: true, order: 1 },
      'es.upv.paella.htmlVideoFormat': { enabled: true, order: 1 },
      'es.upv.paella.playPauseButton': button(0),
      'es.upv.paella.volumeButtonPlugin': button(1),
      'es.upv.paella.fullscreenButton': button(2, 'right'),
      ...TRACKING,
    },
  }),
  getVideoId: async () => 'sunrise',
  getManifestUrl: async () => '/video/',
  getManifestFileUrl: async () => '/video/lecture.json',
  loadVideoManifest: async () => MANIFEST,
  loadDictionaries: async () => {},
  plugins: [
    FullscreenButtonPlugin, VolumeButtonPlugin, UserEventTrackerPlugin,
    paqetPlugin(paella, { name: 'es.upv.paella.matomo.userTrackingDataPlugin' }),
  ],
});

document.querySelector('#configuration').textContent = JSON.stringify(TRACKING, null, 2);

player.loadManifest().catch(() => {
  document.querySelector('#done').textContent = 'The player could not start; the browser\'s console says why.';
});
