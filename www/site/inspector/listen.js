// A classic script, before the tracker's snippet: what the tracker tells of its first request must be heard too.
(() => {
  const KEY = 'paqet-stories';
  const KEPT = 100;
  const channel = new BroadcastChannel(KEY);

  function keep(story) {
    channel.postMessage(story);
    try {
      const stories = JSON.parse(sessionStorage.getItem(KEY)) ?? [];
      sessionStorage.setItem(KEY, JSON.stringify([...stories, story].slice(-KEPT)));
    } catch {
      // No storage, or it is full: the next page does not know what this one scrubbed.
    }
  }

  window.matomoAsyncInit = () => window.Matomo.on('RequestScrubbed', keep);
})();
