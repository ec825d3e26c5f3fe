const KEY = 'paqet-stories';
const KEPT = 500;

/**
 * What the development build told of the requests of this browser, on the pages with `listen.js`. Only this browser knows it: the
 * collector gets what was left.
 *
 * @param {(story: object) => void} onStory told of each further one; a story is `ScrubStory` in `js/types/index.d.ts`
 * @returns {{ of: (query: string) => object | undefined }} `of`: the story of a request, as the collector got it
 */
export function followStories(onStory) {
  const stories = kept();
  new BroadcastChannel(KEY).addEventListener('message', ({ data: story }) => {
    stories.push(story);
    stories.splice(0, stories.length - KEPT);
    onStory(story);
  });
  return { of: (query) => stories.findLast((story) => isAbout(story, query)) };
}

/** The browser's features are added behind what was scrubbed. No two requests begin alike: they have a random number. */
export const isAbout = ({ request }, query) => Boolean(request) && query.startsWith(request);

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}
