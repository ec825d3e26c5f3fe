import { parse, View } from 'vega';

const WIDTH = 640;
const LINE = 18;
const INK = { paqet: '#1f6f5c', matomo: '#b5651d' };
const NAMES = { paqet: 'paqet', matomo: 'matomo.js' };

/** The plots of a report, by the name of their file: what each says, and its specification for Vega. */
export const PLOTS = {
  ratios: { says: 'Ratios of paqet to matomo.js, one bar for each row of the table, with the middle half of the rounds', spec: ratios },
  scale: { says: 'Scanning content blocks: time by their number, for both', spec: scale },
  memory: { says: 'Memory by the number of events, for both', spec: memory },
};

/**
 * A plot as SVG.
 *
 * @param {import('vega').Spec} spec
 * @returns {Promise<string>}
 */
export async function plot(spec) {
  return `${await new View(parse({ background: 'white', padding: 12, ...spec }), { renderer: 'none' }).toSVG()}\n`;
}

/** Each row with a ratio, in the order of the table. */
function ratios(results) {
  const values = results
    .filter(({ ratio }) => ratio !== null)
    .map(({ row, ratio: { median, low, high } }) => ({
      label: `${row.label}${row.unit ? `, ${row.unit}` : ''}`, ratio: median, low, high, text: median.toFixed(2), good: median <= 1,
    }));
  const unique = values.map((value, at) => ({ ...value, key: at, right: Math.max(value.ratio, value.high) }));
  return {
    title: { text: 'paqet to matomo.js: shorter is better, 1 is the same', anchor: 'start' },
    width: WIDTH,
    height: unique.length * LINE,
    data: [{ name: 'rows', values: unique }],
    scales: [
      { name: 'y', type: 'band', domain: unique.map(({ key }) => key), range: 'height', padding: 0.25 },
      { name: 'x', type: 'linear', domain: [0, 2], range: 'width', clamp: true },
    ],
    axes: [{ orient: 'top', scale: 'x', values: [0, 0.5, 1, 1.5, 2], grid: true }],
    marks: [
      {
        type: 'rect',
        from: { data: 'rows' },
        encode: {
          enter: {
            y: { scale: 'y', field: 'key' }, height: { scale: 'y', band: 1 }, x: { scale: 'x', value: 0 }, x2: { scale: 'x', field: 'ratio' },
            fill: [{ test: 'datum.good', value: INK.paqet }, { value: INK.matomo }],
          },
        },
      },
      {
        type: 'rule',
        from: { data: 'rows' },
        encode: { enter: { y: { scale: 'y', field: 'key', band: 0.5 }, x: { scale: 'x', field: 'low' }, x2: { scale: 'x', field: 'high' }, stroke: { value: 'black' }, strokeWidth: { value: 1.5 } } },
      },
      text('label', { align: { value: 'right' }, x: { value: -8 } }),
      text('text', { align: { value: 'left' }, x: { scale: 'x', field: 'right', offset: 5 } }),
    ],
  };
}

function text(field, place) {
  return {
    type: 'text',
    from: { data: 'rows' },
    encode: { enter: { text: { field }, y: { scale: 'y', field: 'key', band: 0.5 }, baseline: { value: 'middle' }, fontSize: { value: 11 }, ...place } },
  };
}

function scale(results) {
  const sizes = [10, 1000, 10000];
  return lines('First scan of content blocks', 'blocks', 'ms', points(results, sizes.map((size) => [size, `scan${size}`])));
}

function memory(results) {
  const counts = [1, 1000, 10000, 100000];
  const row = (count) => (count === 1 ? 'memory0' : `memory${count}`);
  return lines('Memory above an empty page', 'events', 'KiB', points(results, counts.map((count) => [count, row(count)])));
}

/** The medians of some rows, for each script that has them. */
function points(results, rows) {
  return rows.flatMap(([x, id]) => {
    const scripts = results.find(({ row }) => row.id === id)?.scripts ?? {};
    return Object.entries(NAMES).filter(([name]) => scripts[name]?.median > 0).map(([name, label]) => ({ x, y: scripts[name].median, label }));
  });
}

/** Two lines on logarithmic axes. */
function lines(title, across, up, values) {
  const encode = { x: { scale: 'x', field: 'x' }, y: { scale: 'y', field: 'y' } };
  return {
    title: { text: title, anchor: 'start' },
    width: WIDTH,
    height: 240,
    data: [{ name: 'points', values }],
    scales: [
      { name: 'x', type: 'log', domain: { data: 'points', field: 'x' }, range: 'width' },
      { name: 'y', type: 'log', domain: { data: 'points', field: 'y' }, range: 'height', nice: true },
      { name: 'ink', type: 'ordinal', domain: Object.values(NAMES), range: Object.values(INK) },
    ],
    axes: [
      { orient: 'bottom', scale: 'x', title: across, values: [...new Set(values.map(({ x }) => x))], format: ',' },
      { orient: 'left', scale: 'y', title: up, grid: true, tickCount: 5 },
    ],
    legends: [{ stroke: 'ink', symbolType: 'stroke', orient: 'top-left' }],
    marks: [
      {
        type: 'group',
        from: { facet: { name: 'series', data: 'points', groupby: 'label' } },
        marks: [
          { type: 'line', from: { data: 'series' }, encode: { enter: { ...encode, stroke: { scale: 'ink', field: 'label' }, strokeWidth: { value: 2 } } } },
          { type: 'symbol', from: { data: 'series' }, encode: { enter: { ...encode, fill: { scale: 'ink', field: 'label' }, size: { value: 36 } } } },
        ],
      },
    ],
  };
}
