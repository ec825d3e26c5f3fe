import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { claim } from './owner.js';

const MEMORY = ':memory:';
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS hit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    query TEXT NOT NULL,
    source TEXT NOT NULL,
    bulk TEXT NOT NULL,
    headers TEXT NOT NULL,
    transport TEXT NOT NULL,
    faults TEXT NOT NULL
  )`;
const INSERT = `INSERT INTO hit (at, method, path, query, source, bulk, headers, transport, faults)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/**
 * Opens the table of hits.
 *
 * - `add(records)` stores all of them or none and answers them with their ids; when it returns they are on disk.
 * - `since(id, limit)` answers those after `id`, oldest first; `last(count)` the newest ones, oldest first.
 * - `kept()` answers `{ oldest, newest }`, ids, null where there is no hit.
 * - `clear()` forgets all; ids go on counting, so none is ever used twice.
 * - `close()`.
 *
 * @param {string} database path of a file (made if absent, with its folder) or ':memory:'
 * @throws {Error} with a sentence for the user: the file is in use, cannot be opened, or is no database
 */
export function openStore(database) {
  const { connection, release } = connect(database);
  const insert = connection.prepare(INSERT);
  const select = connection.prepare('SELECT * FROM hit WHERE id > ? ORDER BY id LIMIT ?');
  const newest = connection.prepare('SELECT * FROM (SELECT * FROM hit ORDER BY id DESC LIMIT ?) ORDER BY id');
  return {
    add: (records) => inTransaction(connection, () => records.map((record) => ({
      id: insert.run(toRow(record)).lastInsertRowid, ...record,
    }))),
    since: (id, limit = -1) => select.all([id, limit]).map(fromRow),
    last: (count) => newest.all([count]).map(fromRow),
    kept: () => connection.get('SELECT min(id) AS oldest, max(id) AS newest FROM hit'),
    clear: () => connection.exec('DELETE FROM hit'),
    close() {
      if (!connection.isOpen) return;
      for (const statement of [insert, select, newest]) statement.finalize();
      connection.close();
      release();
    },
  };
}

function connect(database) {
  if (database === MEMORY) return { connection: prepare(new sqlite.Database(MEMORY)), release() {} };
  const file = resolve(database);
  mkdirSync(dirname(file), { recursive: true });
  const release = claim(file);
  let connection;
  try {
    connection = new sqlite.Database(file);
    // This build has no shared memory and recovers no rollback journal after a crash; a write-ahead log in exclusive
    // mode needs the one and does not depend on the other.
    connection.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    return { connection: prepare(connection), release };
  } catch (error) {
    connection?.close();
    release();
    throw new Error(`The hits cannot be kept in ${file}: ${error.message}.`, { cause: error });
  }
}

function prepare(connection) {
  connection.exec(SCHEMA);
  return connection;
}

function inTransaction(connection, work) {
  connection.exec('BEGIN');
  try {
    const answer = work();
    connection.exec('COMMIT');
    return answer;
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}

function toRow({ at, method, path, query, from, bulk, headers, transport, faults }) {
  const [bulkText, headersText, faultsText] = [bulk, headers, faults].map((value) => JSON.stringify(value));
  return [at, method, path, query, from, bulkText, headersText, transport, faultsText];
}

function fromRow({ source, bulk, headers, faults, ...rest }) {
  return { ...rest, from: source, bulk: JSON.parse(bulk), headers: JSON.parse(headers), faults: JSON.parse(faults) };
}
