import { EXAMPLES, POLICIES, sentUnder } from './examples.js';

const list = document.getElementById('examples');
for (const example of EXAMPLES) list.append(shown(example));

function shown(example) {
  const item = element('section');
  item.append(element('h3', example.what));
  const policies = element('dl');
  for (const policy of POLICIES) {
    const sent = sentUnder(policy, example);
    policies.append(element('dt', policy), sent === null ? element('dd', 'not sent', 'none') : element('dd', sent));
  }
  item.append(policies);
  return item;
}

function element(name, text = '', className = '') {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}
