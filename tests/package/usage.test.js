import assert from 'node:assert/strict';
import { test } from 'node:test';
import { add, eventsOf, nameOfCall, subtract } from '../../js/parts/usage/calls.js';
import { bucketed, dimensionsOf } from '../../js/parts/usage/facts.js';
import { isDevelopment } from '../../js/parts/usage/options.js';

test('a count becomes the limit that it reaches', () => {
  const counts = [-3, 0, 0.5, 1, 2, 4, 5, 9, 10, 12, 19, 20, 49, 50, 99, 100, 999, 1000, 123_456, NaN];
  const limits = ['0', '0', '0', '1+', '2+', '2+', '5+', '5+', '10+', '10+', '10+', '20+', '20+', '50+', '50+', '100+', '500+', '1000+', '100000+', '0'];
  assert.deepEqual(counts.map(bucketed), limits);
});

test('facts become dimensions by their place or by the ids given; one without a value leaves its place free', () => {
  const facts = [['version', '13.1'], undefined, ['users', 12], ['cloud', true]];
  assert.deepEqual(dimensionsOf(facts, undefined, true), { dimension1: '13.1', dimension3: '10+', dimension4: 'true' });
  assert.deepEqual(dimensionsOf(facts, { users: 7, unknown: 8 }, false), { dimension7: '12' });
});

test('a call has a name without what may be a parameter', () => {
  const names = ['API.get', 'a:b-c_d', 'get?user=jane', 'get(5)', 'users/42', 'jane@example.com', '', ' x', 'é', 5, undefined, 'x'.repeat(200)];
  assert.deepEqual(names.map(nameOfCall), ['API.get', 'a:b-c_d', 'get', 'get', 'users', '', '', '', '', '', '', '']);
});

test('calls add up, at most a hundred names of them; what was reported goes, what came meanwhile stays', () => {
  const calls = {};
  for (const [name, ms] of [['a', 1], ['a', 2], ['toString', 3], ['__proto__x', 4]]) add(calls, name, 1, ms);
  assert.deepEqual(calls, { a: [2, 3], toString: [1, 3], __proto__x: [1, 4] });
  const reported = structuredClone(calls);
  add(calls, 'a', 1, 10);
  add(calls, 'b', 1, 1);
  subtract(calls, { ...reported, gone: [1, 1] });
  assert.deepEqual(calls, { a: [1, 10], b: [1, 1] });
  for (let at = 0; at < 200; at += 1) add(calls, `n${at}`, 1, 2);
  assert.deepEqual([Object.keys(calls).length, calls.others], [101, [102, 204]]);
});

test('the events of a call: count and average, to a tenth of a ms', () => {
  assert.deepEqual(eventsOf('VisitsSummary.get', [3, 10], 'app'), [
    ['API (count)', 'get (count)', 'VisitsSummary (count)', 3], ['API (speed)', 'get (speed)', 'VisitsSummary (speed)', 3.3],
  ]);
  assert.deepEqual(eventsOf('a.b.c', [1, 2], 'app')[0].slice(1, 3), ['c (count)', 'a.b (count)']);
  assert.deepEqual(eventsOf('search', [1, 2], 'app')[0].slice(1, 3), ['search (count)', 'app (count)']);
});

test('hosts of development, and driven browsers, are no place to measure; others are', () => {
  const at = (hostname, webdriver = false) => {
    Object.defineProperty(globalThis, 'location', { value: { hostname }, configurable: true });
    Object.defineProperty(globalThis, 'navigator', { value: { webdriver }, configurable: true });
    return Boolean(isDevelopment());
  };
  for (const host of ['localhost', 'app.localhost', 'kiwi.test', 'box.local', 'dev.example.org', '127.0.0.1', '[::1]', '0.0.0.0', 'demo.invalid', '']) assert.equal(at(host), true, host);
  for (const host of ['example.org', 'kiwitcms.org', 'intranet', '10.0.0.7', 'latest.example.org', 'localhost.example.org', 'devices.example.org']) assert.equal(at(host), false, host);
  assert.equal(at('example.org', true), true);
});
