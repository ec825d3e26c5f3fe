import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinary } from './binaries.js';

const NAMES = ['localhost', '*.localhost', '*.site.localhost', '*.other.localhost'];

let made;

/**
 * A self-signed certificate for localhost and what is below it, made once per process.
 *
 * @returns {{ key: string, cert: string }} both as PEM
 * @throws {Error} when there is no openssl
 */
export function certificate() {
  made ??= make();
  return made;
}

function make() {
  const openssl = findBinary(['openssl'], 'openssl');
  const folder = mkdtempSync(join(tmpdir(), 'paqet-'));
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name));
  try {
    execFileSync(openssl, [
      'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost',
      '-addext', `subjectAltName=${NAMES.map((name) => `DNS:${name}`).join()}`, '-keyout', key, '-out', cert,
    ], { stdio: 'pipe' });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
