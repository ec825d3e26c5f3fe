/**
 * Makes an element. Texts become text nodes, so nothing that a hit says is ever read as markup.
 *
 * @param {string} name
 * @param {Record<string, string | boolean | null>} [attributes] false and null leave an attribute out
 * @param {...(Node | string | null)} children null is left out
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}
