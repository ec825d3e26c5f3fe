const VARIETIES = {
  '': { title: 'Catalogue', text: 'Choose a variety. The address and the title change and a page view is sent, but no page is loaded.' },
  beans: { title: 'Beans', text: 'Climbing and dwarf. Sow when the soil is warm.' },
  peas: { title: 'Peas', text: 'They like it cool. Sow early, pick often.' },
  lettuce: { title: 'Lettuce', text: 'A little every three weeks, all summer.' },
};

const SEEDS = [
  ['Blue Lake', 'beans'], ['Borlotti', 'beans'], ['Runner', 'beans'],
  ['Sugar snap', 'peas'], ['Kelvedon', 'peas'],
  ['Oakleaf', 'lettuce'], ['Winter butterhead', 'lettuce'], ['Red cos', 'lettuce'],
];

const heading = document.getElementById('variety-title');

/**
 * Makes the catalogue a single-page application: views change through the history, each one tracked as a page view.
 *
 * @param {{ done: HTMLElement }} parts `done`: the element that says what happened
 */
export function openCatalogue({ done }) {
  let shownUrl = location.href;
  show(varietyOf(location.pathname));

  document.querySelector('.varieties').addEventListener('click', (event) => {
    const link = event.target.closest('a');
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (link.href !== location.href) history.pushState(null, '', link.href);
    navigate();
    heading.focus();
  });
  window.addEventListener('popstate', navigate);
  document.getElementById('search').addEventListener('submit', (event) => {
    event.preventDefault();
    search(event.target.elements.keyword.value.trim(), done);
  });

  function navigate() {
    if (location.href === shownUrl) return;
    show(varietyOf(location.pathname));
    done.textContent = '';
    _paq.push(['setReferrerUrl', shownUrl]);
    _paq.push(['setCustomUrl', location.href]);
    _paq.push(['setDocumentTitle', document.title]);
    _paq.push(['trackPageView']);
    shownUrl = location.href;
  }
}

function varietyOf(path) {
  const name = path.split('/')[2] ?? '';
  return Object.hasOwn(VARIETIES, name) ? name : '';
}

function show(variety) {
  const { title, text } = VARIETIES[variety];
  document.title = variety ? `${title} – Catalogue – Seedbed` : `${title} – Seedbed`;
  heading.textContent = title;
  document.getElementById('variety-text').textContent = text;
  for (const link of document.querySelectorAll('.varieties a')) {
    if (link.dataset.variety === variety) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  list(SEEDS.filter(([, kind]) => !variety || kind === variety));
}

function list(seeds) {
  document.getElementById('seeds').replaceChildren(...seeds.map(([name, kind]) => {
    const item = document.createElement('li');
    const label = document.createElement('span');
    label.textContent = VARIETIES[kind].title;
    item.append(name, label);
    return item;
  }));
}

function search(keyword, done) {
  const wanted = keyword.toLowerCase();
  const found = SEEDS.filter((seed) => seed.some((text) => text.toLowerCase().includes(wanted)));
  list(found);
  done.textContent = `${found.length === 1 ? 'One seed' : `${found.length} seeds`} found for “${keyword}”.`;
  _paq.push(['trackSiteSearch', keyword, 'Catalogue', found.length]);
}
