import { DAY, now } from "./age.js";
import { deleteFound, openDatabase } from "./database.js";

/** The most requests that are kept of one queue; the oldest are given up. */
const MOST = 1000;
/** The most characters of a request that is kept. */
const LONGEST = 16_000;

const run = openDatabase("paqet", (store) => {
  store.createIndex("queue", "queue");
  store.createIndex("time", "time");
});

/** Deletes what no server takes any more, of all queues. */
export const expire = () =>
  run("readwrite", (store) => deleteFound(store, store.index("time").getAllKeys(IDBKeyRange.upperBound(Date.now() - DAY))));

/**
 * The requests of one queue that wait on this device for another try, in the order they came, whichever page they are of.
 * All methods reject where the browser refuses storage, or has no room.
 * @param {string} queue
 */
export const backlog = (queue) => ({
  /** Keeps complete requests. Rejects also when one is too long. */
  add(requests) {
    if (requests.some(({ length }) => length > LONGEST)) return Promise.reject(new RangeError("the request is too long to be kept"));
    const added = run("readwrite", (store) => {
      for (const request of requests) store.add({ queue, request, ...now() });
      // A page that is being left has no time for more.
      store.transaction.commit();
    });
    added.then(() => run("readwrite", (store) => deleteFound(store, store.index("queue").getAllKeys(queue), (keys) => keys.slice(0, -MOST)))).catch(() => {});
    return added;
  },
  /** @returns {Promise<{ id: number, request: string, time: number, page: number, count: number }[]>} At most so many of the oldest. */
  oldest: (most) => run("readonly", (store) => store.index("queue").getAll(queue, most)),
  remove: (ids) =>
    run("readwrite", (store) => {
      for (const id of ids) store.delete(id);
    }),
  erase: () => run("readwrite", (store) => deleteFound(store, store.index("queue").getAllKeys(queue))),
});
