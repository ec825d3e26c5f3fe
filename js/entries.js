/**
 * Calls `define` with each name and entry of a table: the table's own, where `for in` would also meet what the page
 * added to `Object.prototype`.
 * @param {Record<string, unknown>} table
 * @param {(name: string, entry: any) => void} define
 */
export function each(table, define) {
  for (const [name, entry] of Object.entries(table)) define(name, entry);
}
