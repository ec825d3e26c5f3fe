import { createCard } from './card.js';
import { element } from './element.js';
import { createList } from './list.js';
import { followStories, isAbout } from './stories.js';
import { followHits, forgetHits } from './stream.js';

/**
 * Opens the request inspector: every request the collector gets, as it gets it.
 *
 * @param {HTMLElement} root an empty element with id `requests`, labelled by `inspector-title`
 */
export function openInspector(root) {
  const view = createView(root);
  const list = createList(view.sections);
  const stories = followStories((story) => list.find(({ query }) => isAbout(story, query))?.tell(story));
  let waiting = [];
  let isPaused = false;

  function refresh() {
    const { all, shown } = list.counts();
    view.count.textContent = String(all);
    view.pause.textContent = isPaused ? `Resume${waiting.length ? ` (${waiting.length} new)` : ''}` : 'Pause';
    view.pause.setAttribute('aria-pressed', String(isPaused));
    view.clear.disabled = all === 0 && waiting.length === 0;
    view.empty.hidden = shown > 0;
    view.empty.textContent = all > 0 ? 'No request has these words.' : 'Nothing has arrived yet. Use the site, and its requests appear here.';
  }

  function add(hit, isReplay) {
    const card = createCard(hit, stories.of(hit.query));
    list.add(card, !isReplay);
    if (!isReplay) view.news.textContent = `${card.action.label}: ${card.action.title}`;
  }

  view.pause.addEventListener('click', () => {
    isPaused = !isPaused;
    if (!isPaused) for (const hit of waiting.splice(0)) add(hit, false);
    refresh();
  });
  view.clear.addEventListener('click', async () => {
    try {
      await forgetHits();
      view.news.textContent = 'All requests are forgotten.';
    } catch {
      view.state.textContent = 'Could not clear: the server does not answer';
    }
  });
  view.filter.addEventListener('input', () => {
    list.filter(view.filter.value.toLowerCase().split(/\s+/).filter(Boolean));
    refresh();
  });
  view.byTime.addEventListener('change', () => list.arrange(view.byTime.checked));

  followHits({
    onHit(hit, isReplay) {
      if (isPaused) waiting.push(hit);
      else add(hit, isReplay);
      refresh();
    },
    onForgotten(oldest) {
      waiting = waiting.filter((hit) => hit.id >= oldest);
      list.forgetBefore(oldest);
      refresh();
    },
    onState(state) {
      root.dataset.state = state;
      view.state.textContent = state === 'live' ? 'Live' : 'Connecting…';
    },
  });
  refresh();
}

function createView(root) {
  const parts = {
    count: element('span', { class: 'count' }, '0'),
    state: element('span', { class: 'state', role: 'status' }, 'Connecting…'),
    news: element('p', { class: 'unseen', 'aria-live': 'polite' }),
    filter: element('input', { type: 'search', id: 'filter', placeholder: 'Filter', autocomplete: 'off', 'aria-label': 'Filter requests by words' }),
    byTime: element('input', { type: 'checkbox', id: 'by-time' }),
    pause: element('button', { type: 'button', class: 'quiet', 'aria-pressed': 'false' }, 'Pause'),
    clear: element('button', { type: 'button', class: 'quiet' }, 'Clear'),
    empty: element('p', { class: 'nothing' }),
    sections: element('div', { class: 'sections' }),
  };
  const isAlone = root.localName === 'main';
  const body = element('div', { class: 'inspector-body', id: 'inspector-body' },
    element('div', { class: 'tools' },
      parts.filter,
      element('label', { for: 'by-time' }, parts.byTime, ' By time'),
      parts.pause, parts.clear),
    parts.empty, parts.sections);
  const heading = element(isAlone ? 'h1' : 'h2', { id: 'inspector-title' }, 'Requests ', parts.count);
  root.append(
    element('header', { class: 'inspector-head' }, heading, parts.state, isAlone ? null : wideLink(), isAlone ? null : drawerButton(root)),
    parts.news, body);
  return parts;
}

function wideLink() {
  return element('a', { class: 'wide', href: '/inspector.html', target: 'paqet-inspector' }, 'Own window');
}

function drawerButton(root) {
  const button = element('button', { type: 'button', class: 'drawer', 'aria-expanded': 'false', 'aria-controls': 'inspector-body' }, 'Show');
  button.addEventListener('click', () => {
    const isOpen = root.classList.toggle('open');
    button.setAttribute('aria-expanded', String(isOpen));
    button.textContent = isOpen ? 'Hide' : 'Show';
  });
  return button;
}
