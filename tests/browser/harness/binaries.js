import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Absolute path of the first of `names` that is executable in PATH or in one of `directories`.
 *
 * @param {string[]} names binary names, best first
 * @param {string} debianPackage what to install when none is there; named in the error
 * @param {string[]} [directories] further places to look, for binaries Debian keeps out of PATH
 * @returns {string}
 * @throws {Error} when none exists
 */
export function findBinary(names, debianPackage, directories = []) {
  const places = [...(process.env.PATH ?? '').split(delimiter), ...directories].filter(Boolean);
  for (const name of names) {
    for (const place of places) {
      const path = join(place, name);
      if (isExecutable(path)) return path;
    }
  }
  throw new Error(`${names.join(' or ')} is not installed: run "apt-get install ${debianPackage}".`);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
