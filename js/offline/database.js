/**
 * A database with one store, `requests`, whose records are numbered in the order they came. It is opened when it is first
 * needed, and again when the browser closed it, because the visitor deletes the data of the site, for instance.
 * @param {string} name
 * @param {(store: IDBObjectStore) => void} define Adds indexes to a new store.
 * @returns {<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T> | void) => Promise<T>} Runs a transaction
 *   and answers what its request found. Rejects where the browser refuses storage, or has no room.
 */
export function openDatabase(name, define) {
  let opened;

  function open() {
    opened ||= new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => define(request.result.createObjectStore("requests", { keyPath: "id", autoIncrement: true }));
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        request.result.onclose = forget;
        // Nothing must wait for this page when the database is deleted.
        request.result.onversionchange = () => {
          request.result.close();
          forget();
        };
        resolve(request.result);
      };
    });
    opened.catch(forget);
    return opened;
  }

  function forget() {
    opened = undefined;
  }

  async function begin(mode) {
    try {
      return (await open()).transaction("requests", mode);
    } catch {
      // It was closed without an event, or could not be opened at that moment.
      forget();
      return (await open()).transaction("requests", mode);
    }
  }

  return async function run(mode, work) {
    const transaction = await begin(mode);
    return new Promise((resolve, reject) => {
      const request = work(transaction.objectStore("requests"));
      transaction.oncomplete = () => resolve(request && request.result);
      transaction.onabort = () => reject(transaction.error || new Error("the transaction was aborted"));
    });
  };
}

/**
 * Deletes the records of these keys, within the transaction that found them.
 * @param {IDBObjectStore} store
 * @param {IDBRequest<IDBValidKey[]>} found
 * @param {(keys: IDBValidKey[]) => IDBValidKey[]} [choose] Which of them; all when missing.
 */
export function deleteFound(store, found, choose = (keys) => keys) {
  found.onsuccess = () => {
    for (const key of choose(found.result)) store.delete(key);
  };
}
