import { readdirSync, readFileSync } from 'node:fs';
import { CARRIERS } from './carriers.js';

const file = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** What `anonymous` and route templates promise beyond `balanced`; the same object as in `policy.rs`. */
const TEMPLATES = Function(`return ${/TEMPLATES: &str = r#"(.*)"#;/.exec(file('policy.rs'))[1]}`)();
/** By their names in the headings of the corpus. */
export const POLICIES = { off: 'off', balanced: 'balanced', templates: TEMPLATES, anonymous: 'anonymous' };

/**
 * Reads one side of the corpus as `corpus.rs` does; `README.md` describes the files. Carriers that only a simulated visit has are left out.
 *
 * @param {'personal' | 'benign'} side
 * @returns {{ place: string, kind: string, policy: string, carriers: string[], key: string, value: string, secret: string, written: string }[]}
 *   `key`: the parameter's name as it stands in an address; `written`: the line
 */
export function readCorpus(side) {
  return readdirSync(new URL(`corpus/${side}/`, import.meta.url)).sort().flatMap((name) => {
    let heading;
    return file(`corpus/${side}/${name}`).split('\n').flatMap((line, at) => {
      if (!line.trim() || line.startsWith('# ')) return [];
      if (line.startsWith('== ')) heading = headingOf(line, side === 'benign');
      return line.startsWith('== ') ? [] : [{ place: `${name}:${at + 1}`, ...heading, ...valueOf(heading.words, line) }];
    });
  });
}

/** @returns {(entry: { written: string }, carrier: string) => boolean} Is it known that this entry does not come through here? */
export function readExceptions(name) {
  const lines = file(`exceptions/${name}.txt`).split('\n').filter((line) => line && !line.startsWith('# '));
  const known = lines.map((line) => /^(.*) \| (.*) \| .*$/.exec(line).slice(1));
  return ({ written }, carrier) => known.some(([value, carriers]) => value === written && ['everywhere', carrier].some((name) => carriers.split(' ').includes(name)));
}

function headingOf(line, isBenign) {
  const [kind, , words, policy = 'balanced'] = line.slice(3).split(' | ').map((cell) => cell.trim());
  return { kind, policy, words, carriers: [...new Set(words.split(' ').flatMap((word) => carriersOf(word, isBenign)))] };
}

/** `carrier.rs` has the same groups, and says why. */
const ASKED_FOR = ['route', 'outlink', 'download', 'order-id'];
const NOT_FOR_BENIGN = ['referrer-path', 'query-name', 'query-flag', 'uid'];

function carriersOf(word, isBenign) {
  const all = Object.keys(CARRIERS).filter((name) => !isBenign || !NOT_FOR_BENIGN.includes(name));
  const ofGroup = (group) => all.filter((name) => CARRIERS[name].group === group);
  switch (word) {
    case 'everywhere': return all.filter((name) => !ASKED_FOR.includes(name));
    case 'pairs': case 'named': return ofGroup('pairs');
    case 'wired': return ofGroup('pairs').filter((name) => name !== 'nested');
    case 'path': case 'hash': return ofGroup('addresses').filter((name) => name.includes(word));
    case 'text': return ofGroup('texts');
    default: return Object.keys(CARRIERS).filter((name) => name === word);
  }
}

function valueOf(words, line) {
  const [, name, value] = ['named', 'wired'].includes(words) ? /^(.*?)=(.*)$/s.exec(line) ?? [] : [];
  if (name !== undefined) return { key: words === 'wired' ? name : encodeURIComponent(name), value, secret: value, written: line };
  const [, before, secret, after] = /^(.*?)«(.*?)»(.*)$/s.exec(line) ?? [, '', line, ''];
  return { key: 'topic', value: before + secret + after, secret, written: line };
}
