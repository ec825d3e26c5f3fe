import { summarise } from './statistics.js';

/**
 * @typedef {object} Row
 * @property {string} label
 * @property {string} note what exactly was measured
 * @property {string} unit
 * @property {number} digits behind the point
 * @property {number[][]} samples for each script; an empty list is shown as a dash
 */

/**
 * The results as a table; with two scripts, the last column is the ratio of the first to the second.
 *
 * @param {string[]} names of the scripts
 * @param {Row[]} rows
 * @returns {HTMLTableElement}
 */
export function tableOf(names, rows) {
  const table = document.createElement('table');
  const caption = table.createCaption();
  caption.textContent = 'Medians; below, the middle half of the samples.';
  const head = table.createTHead().insertRow();
  for (const name of ['', ...names, ...(names.length > 1 ? ['Ratio'] : [])]) {
    const cell = name ? element('th', name) : document.createElement('td');
    if (name) cell.scope = 'col';
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows) body.append(line(row));
  return table;
}

function line({ label, note, unit, digits, samples }) {
  const row = document.createElement('tr');
  const head = element('th', label, element('small', note));
  head.scope = 'row';
  const results = samples.map(summarise);
  row.append(head, ...results.map((result) => value(result, unit, digits)));
  if (results.length > 1) row.append(ratio(...results));
  return row;
}

function value(result, unit, digits) {
  if (!result) return element('td', '–');
  const write = (number) => number.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const cell = element('td', `${write(result.median)}\u00a0`, element('span', unit, 'unit'));
  if (result.high > result.low) cell.append(element('small', `${write(result.low)}–${write(result.high)}`));
  return cell;
}

function ratio(first, second) {
  if (!first || !second?.median) return element('td', '–');
  const quotient = first.median / second.median;
  const cell = element('td', quotient.toFixed(2));
  cell.className = `ratio ${quotient <= 1 ? 'less' : 'more'}`;
  return cell;
}

function element(name, text, more = '') {
  const made = document.createElement(name);
  made.append(text);
  if (typeof more === 'string') made.className = more;
  else made.append(more);
  return made;
}
