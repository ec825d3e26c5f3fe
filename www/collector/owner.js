import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Claims a database file for this process. A process that was killed leaves its claim and SQLite's lock directory
 * behind; both are cleared when their owner no longer lives, so that a restart after a crash works.
 *
 * @param {string} file
 * @returns {() => void} gives the claim back
 * @throws {Error} with a sentence for the user, when a living process holds the file
 */
export function claim(file) {
  const note = `${file}.owner`;
  const owner = readOwner(note);
  if (owner && startOf(owner.pid) === owner.start) {
    throw new Error(`${file} is in use by process ${owner.pid}; stop that one or name another database file.`);
  }
  rmSync(`${file}.lock`, { recursive: true, force: true });
  rmSync(note, { force: true });
  writeFileSync(note, `${process.pid} ${startOf(process.pid)}`, { flag: 'wx' });
  return () => rmSync(note, { force: true });
}

function readOwner(note) {
  try {
    const [pid, start] = readFileSync(note, 'utf8').split(' ');
    return { pid: Number(pid), start };
  } catch {
    return null;
  }
}

/** When a process started: numbers are used again, above all in containers, so a number alone proves nothing. */
function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return isAlive(pid) ? 'unknown' : 'ended';
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
