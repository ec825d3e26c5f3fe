import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode, parsePairs } from '../../www/collector/encoding.js';
import { FORMATS } from '../../www/collector/formats.js';
import { GROUP_NAMES, parameterOf } from '../../www/collector/parameters.js';
import { validate } from '../../www/collector/validate.js';

const AT = Date.UTC(2026, 10, 23, 8, 20, 30);
const NEEDED = 'idsite=1&rec=1';

const check = (query) => validate(parsePairs(query), AT);
const complaints = (query) => check(`${NEEDED}&${query}`).map(({ parameter }) => parameter);

test('a full page view has no problem', () => {
  const query = 'action_name=My%20Title&idsite=1&rec=1&r=123456&h=8&m=20&s=30&url=http%3A%2F%2Fwww.example.org%2Fdir%2Fpage.html'
    + '&_id=54afbfe9b0643d5a&_idn=1&send_image=0&_refts=0&pv_id=hhhhhh&uadata=%7B%7D&pdf=1&qt=0&realp=0&wma=0&fla=0&java=0&ag=0&cookie=1&res=1280x720';
  assert.deepEqual(check(query), []);
});

for (const [parameter, good, bad] of [
  ['idgoal', ['1', '42'], ['-1', '01', '1.0', '', 'x']],
  ['e_v', ['0', '-3.5', '10'], ['1,5', '1e3', '.5', 'NaN', 'null', '']],
  ['h', ['0', '23'], ['24', '08', '-1']],
  ['_id', ['54afbfe9b0643d5a', ''], ['54AFBFE9B0643D5A', '54afbfe9b0643d5', 'x']],
  ['pv_id', ['aB3xyZ'], ['aB3xy', 'aB3xy&', '']],
  ['res', ['1280x720'], ['1280', '0x0', '1280X720', '1280x']],
  ['_refts', ['0', '1795422030'], ['1795422030400', '-1', '2000000000']],
  ['cvar', ['{"1":["n","v"]}', '{}'], ['{"0":["n","v"]}', '{"1":["n"]}', '[]', '{', '{"a":["n","v"]}']],
  ['uadata', ['{}', '{"mobile":false}'], ['[]', 'null', '']],
  ['url', ['http://a/', 'file:///x'], ['/a', '', 'www.example.org']],
  ['cs', ['windows-1252'], ['klingon']],
  ['send_image', ['0', '1'], ['true', '']],
  ['pf_net', ['0', '16777215'], ['16777216', '1.5', '-1']],
  ['cdt', ['2026-11-23 08:20:30', '1795422030'], ['2026-13-01 00:00:00', 'now', '5']],
  ['dimension1', ['anything', ''], []],
]) {
  test(`${parameter}: well-formed values pass, others are named`, () => {
    for (const value of good) assert.ok(!complaints(`${parameter}=${encodeURIComponent(value)}`).includes(parameter), `${value} is fine`);
    for (const value of bad) assert.ok(complaints(`${parameter}=${encodeURIComponent(value)}`).includes(parameter), `“${value}” is not`);
  });
}

test('items of an order have their shape', () => {
  const order = (items) => complaints(`idgoal=0&ec_id=1&revenue=5&ec_items=${encodeURIComponent(items)}`);
  assert.deepEqual(order('[["44",55,["a","b"],"7","3"],["S1","updated","",0,1]]'), []);
  for (const items of ['{}', '[{}]', '[["S"]]', '[["S","N","C",1,1,1]]', '[["S","N",["1","2","3","4","5","6"],1,1]]', '[[]]']) {
    assert.deepEqual(order(items), ['ec_items'], items);
  }
});

test('what is missing is named', () => {
  assert.deepEqual(check('').map(({ parameter }) => parameter), ['idsite', 'rec']);
  assert.deepEqual(complaints('e_c=a'), ['e_a']);
  assert.deepEqual(complaints('e_a=a'), ['e_c']);
  assert.deepEqual(complaints('c_i=click&ca=1'), ['c_n']);
  assert.deepEqual(complaints('ec_id=1'), ['idgoal']);
  assert.deepEqual(complaints('search_count=0'), ['search']);
});

test('unknown and repeated parameters are named', () => {
  assert.deepEqual(complaints('foo=1&dimension0=x&dimension1000=y'), ['foo', 'dimension0', 'dimension1000']);
  assert.deepEqual(complaints('uid=a&uid=b'), ['uid']);
  assert.deepEqual(complaints('=x'), ['']);
});

test('broken encodings are decoded as far as they go and named', () => {
  assert.deepEqual(decode('100%'), { text: '100%', fault: 'a % that begins no escape' });
  assert.deepEqual(decode('%zz%41'), { text: '%zzA', fault: 'a % that begins no escape' });
  assert.deepEqual(decode('%E4'), { text: '\ufffd', fault: 'an escape that is not UTF-8' });
  assert.deepEqual(decode('%C3%A4%20+%2B'), { text: 'ä  +', fault: null });
  assert.deepEqual(complaints('action_name=%E4'), ['action_name']);
});

test('every parameter the tracker can send is documented, with a format that exists', () => {
  const sent = ('idsite rec r h m s url urlref uid _id _idn cs send_image _rcn _rck _refts _ref dimension5 _pkc _pkp _pks _pkn data cvar '
    + 'e_cvar _cvar pf_net pf_srv pf_tfr pf_dm1 pf_dm2 pf_onl pv_id tracker_install_check consent uadata pdf qt realp wma fla java ag cookie '
    + 'res action_name e_c e_a e_n e_v ca search search_cat search_count idgoal revenue ec_id ec_st ec_tx ec_sh ec_dt ec_items link download '
    + 'c_n c_p c_t c_i ping').split(' ');
  assert.equal(sent.length, 69);
  for (const name of sent) {
    const parameter = parameterOf(name);
    assert.ok(parameter?.about.endsWith('.'), name);
    assert.ok(FORMATS[parameter.type], name);
    assert.ok(GROUP_NAMES.includes(parameter.group), name);
  }
});
