/**
 * The results as lines of cells, the first of them the head.
 *
 * @param {import('./results.js').Result[]} results
 * @param {{ name: string, label: string }[]} trackers
 * @returns {string[][]} medians, with the quartiles in brackets where there are several samples; matomo.js first, if it is there,
 *   then paqet and what it is to matomo.js, then the other forms of paqet
 */
export function cellsOf(results, trackers) {
  const [paqet, ...forms] = trackers.filter(({ name }) => name !== 'matomo');
  const matomo = trackers.find(({ name }) => name === 'matomo');
  const columns = [
    ['', ({ row }) => row.label],
    ['', ({ row }) => row.unit],
    ...(matomo ? [column(matomo)] : []),
    column(paqet),
    ...(matomo ? [['ratio', ({ ratio }) => shownRatio(ratio)], ['must', ({ row }) => row.must ?? ''], ['aim', ({ row }) => row.aim ?? '']] : []),
    ...forms.map(column),
  ];
  return [columns.map(([head]) => head), ...results.map((result) => columns.map(([, write]) => write(result)))];
}

function shownRatio(ratio) {
  if (!ratio) return '–';
  const [median, low, high] = [ratio.median, ratio.low, ratio.high].map((value) => value.toFixed(2));
  return low === high ? median : `${median} (${low} to ${high})`;
}

const column = ({ name, label }) => [label, ({ scripts, row }) => cell(scripts[name], row.digits)];

/**
 * Such lines as a table in Markdown.
 *
 * @param {string[][]} table
 * @returns {string}
 */
export function markdownOf([head, ...lines]) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at < 2 ? '---' : '--:'))), ...lines.map(line)].join('\n');
}

/**
 * Such lines as text for a console.
 *
 * @param {string[][]} table
 * @returns {string}
 */
export function textOf(table) {
  const [head] = table;
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
