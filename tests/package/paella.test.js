import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventData, fill, variables } from '../../js/paella/templates.js';
import { watchSegments } from '../../js/paella/segments.js';

const Events = { SEEK: 'seek', VOLUME_CHANGED: 'volume', BUTTON_PRESS: 'button', RESIZE_END: 'size', TIMEUPDATE: 'time', PAUSE: 'pause', STOP: 'stop', ENDED: 'ended', PLAYER_UNLOADED: 'unloaded' };

const METADATA = {
  title: 'Optics: Prof. Dr. Jane Doe (JANE DOE), Doeblin theory', presenters: ['Jane Doe', 'Li Wu', '(*+?['], creator: 'Max Mustermann; Ann O\'Hara', description: 'With O\'Hara', seriestitle: 'Physics',
  duration: 12, isLive: false, location: 'H 1', nested: { deep: 1 },
};
const known = (policy) => variables(policy, 'v1', METADATA, 'play', '');

test('names of persons stay out of templates, also inside other fields, and parts of other words stay', () => {
  const { metadata } = known();
  assert.equal(metadata.presenters, undefined);
  assert.equal(metadata.creator, undefined);
  assert.equal(metadata.title, 'Optics: Prof. Dr. (), Doeblin theory');
  assert.equal(metadata.description, 'With');
  assert.equal(metadata.seriestitle, 'Physics');
  assert.deepEqual(known('no such policy').metadata, metadata);
});

test('anonymous keeps what names nobody, off keeps all', () => {
  assert.deepEqual(known('anonymous').metadata, { duration: 12, isLive: false });
  assert.deepEqual(known('off').metadata, METADATA);
});

test('a template never says undefined, an object, or what is inherited', () => {
  const cases = {
    '${event} ${videoId}': 'play v1', '${metadata.duration}s': '12s', '${metadata.isLive}': 'false', '${ metadata.seriestitle }': 'Physics',
    '[${none}${metadata.none.deep}${metadata}${metadata.nested}${constructor}${__proto__}${toString}${event.length}${}]': '[]', '$event ${': '$event ${',
  };
  for (const [template, filled] of Object.entries(cases)) assert.equal(fill(template, known()), filled, template);
  assert.equal(fill('${metadata.presenters}', known('off')), 'Jane Doe, Li Wu, (*+?[');
  for (const template of [undefined, null, 5, {}]) assert.equal(fill(template, known()), '');
});

test('what an event says, and nothing where it says nothing that can be used', () => {
  const cases = [
    [{ event: 'seek', params: { newTime: 9.6 } }, 10], [{ event: 'volume', params: { volume: 0.29 } }, 29], [{ event: 'button', params: { plugin: { name: 'b' } } }, 'b'],
    [{ event: 'button', params: { plugin: null }, plugin: 'c' }, 'c'], [{ event: 'size', params: { size: { w: 4, h: 3 } } }, '4x3'],
    [{ event: 'seek' }, ''], [{ event: 'volume', params: {} }, ''], [{ event: 'size', params: { size: {} } }, ''], [{ event: 'button', params: {} }, ''], [{ event: 'other', params: { newTime: 3 } }, ''],
  ];
  for (const [data, said] of cases) assert.equal(eventData(Events, data), said, JSON.stringify(data));
});

test('pieces that were played: merged, without leaps, told once', () => {
  const bound = {};
  const told = [];
  const ask = watchSegments({ bindEvent: (event, callback) => (bound[event] = callback) }, Events, (...said) => told.push(said));
  const play = (from, to) => { for (let at = from; at <= to; at += 0.25) bound.time({ currentTime: at }); };
  play(0, 4);
  bound.seek({ newTime: 30 });
  play(30, 32);
  bound.seek({ newTime: 2 });
  play(2, 6);
  bound.pause();
  bound.ended();
  assert.deepEqual(told, [['0-6,30-32', 8]]);
  bound.time({ currentTime: NaN });
  bound.time({});
  bound.time();
  bound.seek();
  bound.time({ currentTime: 100 });
  ask();
  assert.equal(told.length, 1);
  play(100, 103);
  ask();
  assert.deepEqual(told[1], ['100-103', 3]);
});
