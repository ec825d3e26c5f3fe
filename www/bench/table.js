/**
 * The results as text for a console.
 *
 * @param {import('./results.js').Result[]} results
 * @param {{ name: string, label: string }[]} trackers the columns
 * @returns {string} several lines; medians, with the quartiles in brackets where there are several samples
 */
export function tableOf(results, trackers) {
  const compared = trackers.length > 1;
  const head = ['', '', ...trackers.map(({ label }) => label), ...(compared ? ['ratio', 'must', 'aim'] : [])];
  const lines = results.map(({ row, scripts, ratio }) => [
    row.label,
    row.unit,
    ...trackers.map(({ name }) => cell(scripts[name], row.digits)),
    ...(compared ? [ratio === null ? '–' : ratio.toFixed(2), row.must ?? '', row.aim ?? ''] : []),
  ]);
  const table = [head, ...lines];
  const widths = head.map((_, column) => Math.max(...table.map((line) => line[column].length)));
  const pad = (text, column) => (column < 2 ? text.padEnd(widths[column]) : text.padStart(widths[column]));
  return table.map((line) => line.map(pad).join('  ').trimEnd()).join('\n');
}

function cell(measured, digits) {
  if (!measured) return '–';
  const { median, low, high, samples } = measured;
  const write = (value) => (Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value).toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const spread = new Set(samples).size > 1 ? ` (${write(low)} to ${write(high)})` : '';
  return write(median) + spread;
}
