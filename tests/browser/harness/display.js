import { spawn } from 'node:child_process';
import { findBinary } from './binaries.js';
import { bounded } from './wait.js';

const START_MS = 10_000;

/**
 * A display for browsers that have no headless mode: the one of the session, else a virtual one that lives until
 * `close()` or the end of this process.
 *
 * @returns {Promise<{ name: string, close: () => void }>} `name` is a value for DISPLAY
 * @throws {Error} when there is no display and no Xvfb
 */
export async function openDisplay() {
  if (process.env.DISPLAY) return { name: process.env.DISPLAY, close() {} };
  const path = findBinary(['Xvfb'], 'xvfb');
  // -displayfd makes the server choose a free number and tell it, so parallel runs do not collide.
  const child = spawn(path, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const stop = () => child.kill();
  process.once('exit', stop);
  const number = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}`)));
    child.stdio[3].once('data', (data) => resolve(String(data).trim()));
  });
  try {
    return {
      name: `:${await bounded(number, START_MS, 'starting Xvfb')}`,
      close() {
        process.removeListener('exit', stop);
        stop();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}
