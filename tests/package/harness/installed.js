import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../../../js/build/steps.js';

let tarball;

/**
 * A fresh folder in which the package is installed as its users get it: packed, and installed from the archive.
 *
 * @param {import('node:test').TestContext} t the folder is removed when this test ends
 * @param {Record<string, string>} files sources by their path in the folder
 * @returns {string} the folder
 */
export function installedIn(t, files) {
  const folder = temporary(t);
  if (!tarball) {
    const name = execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', tmpdir()], { cwd: root, encoding: 'utf8' }).trim();
    tarball = join(tmpdir(), name);
    process.once('exit', () => rmSync(tarball));
  }
  write(folder, { 'package.json': '{"name":"app","private":true,"type":"module"}', ...files });
  execFileSync('npm', ['install', tarball, '--ignore-scripts', '--no-audit', '--no-fund', '--offline', '--silent'], { cwd: folder });
  return folder;
}

function temporary(t) {
  const folder = mkdtempSync(join(tmpdir(), 'paqet-app-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

function write(folder, files) {
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), source);
  }
}
