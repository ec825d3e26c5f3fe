/**
 * Is a request with this answer worth another try: has the server a fault, or too much to do?
 * @param {number} status 0: the answer may not be read, so it counts as a good one.
 */
export const isTrouble = (status) => status > 499 || status === 429;
