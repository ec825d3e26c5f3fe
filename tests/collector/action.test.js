import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACTIONS, actionOf } from '../../www/site/inspector/action.js';

const COMMON = { idsite: '1', rec: '1', url: 'https://www.shop.example/a/' };

for (const [parameters, id, title] of [
  [{ action_name: 'Home' }, 'pageview', 'Home'],
  [{ action_name: '' }, 'pageview', 'shop.example/a'],
  [{ url: '' }, 'pageview', 'Page without title'],
  [{ e_c: 'Garden', e_a: 'Water', e_n: 'Basil', e_v: '0.5', ca: '1' }, 'event', 'Garden › Water › Basil (0.5)'],
  [{ e_c: 'Garden', e_a: 'Water', e_n: '', ca: '1' }, 'event', 'Garden › Water'],
  [{ link: 'https://www.example.org/' }, 'outlink', 'example.org'],
  [{ link: 'https://x.example/', c_n: 'N', c_i: 'click', ca: '1' }, 'outlink', 'x.example'],
  [{ download: 'https://x.example/a.pdf' }, 'download', 'x.example/a.pdf'],
  [{ search: 'snap', search_cat: 'Peas', search_count: '1' }, 'search', '“snap” in Peas, 1 result'],
  [{ search: 'snap', search_count: '0' }, 'search', '“snap”, 0 results'],
  [{ idgoal: '7', revenue: '9.5' }, 'goal', 'Goal 7 worth 9.5'],
  [{ idgoal: '0', ec_id: 'O1', revenue: '5' }, 'order', 'Order O1 worth 5'],
  [{ idgoal: '0', revenue: '5', ec_items: '[]' }, 'order', 'Cart worth 5'],
  [{ c_n: 'Banner', c_p: 'a.png', ca: '1' }, 'content', 'Saw Banner › a.png'],
  [{ c_n: 'Banner', c_p: 'a.png', c_i: 'click', ca: '1' }, 'content', 'click on Banner › a.png'],
  [{ ping: '1' }, 'ping', 'The visit goes on'],
  [{ ca: '1' }, 'custom', 'shop.example/a'],
  [{ rec: '0' }, 'unusable', 'Nothing Matomo can record'],
  [{ action_name: ' two\n lines ' }, 'pageview', 'two lines'],
]) {
  test(`${JSON.stringify(parameters)} reads “${title}”`, () => {
    const action = actionOf({ ...COMMON, ...parameters });
    assert.deepEqual([action.id, action.title], [id, title]);
    assert.ok(ACTIONS.some((known) => known.id === id && known.label === action.label));
  });
}
