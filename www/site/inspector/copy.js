import { element } from './element.js';

const SHOWN_MS = 2000;

/**
 * A button that copies a text. Where the clipboard is closed to the page (an insecure origin) it selects the text of
 * the `pre` that follows instead.
 *
 * @param {string} text
 * @returns {HTMLElement}
 */
export function copyButton(text) {
  const label = 'Copy';
  const button = element('button', { type: 'button', class: 'quiet' }, label);
  const say = element('span', { role: 'status', class: 'said' });
  button.addEventListener('click', async () => {
    say.textContent = await copy(text, button);
    setTimeout(() => say.replaceChildren(), SHOWN_MS);
  });
  return element('span', { class: 'copy' }, say, button);
}

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    return 'Copied';
  } catch {
    getSelection().selectAllChildren(button.closest('.raw').querySelector('pre'));
    return 'Selected: copy it with your keyboard';
  }
}
