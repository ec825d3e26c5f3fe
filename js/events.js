import { attempt } from "./report.js";

/** Handlers by event name; `Matomo.on` and its siblings (spec-b §1.5). */
const handlers = Object.create(null);

/**
 * Registers a handler; one that is registered twice is called twice.
 * @param {string} event
 * @param {Function} handler
 */
export function on(event, handler) {
  (handlers[event] ||= []).push(handler);
}

/**
 * Removes a handler, every registration of it; matomo.js leaves one of two (spec-b B6).
 * @param {string} event
 * @param {Function} handler
 */
export function off(event, handler) {
  handlers[event] = (handlers[event] || []).filter((other) => other !== handler);
}

/**
 * Calls the handlers of an event in order. What one throws stops the rest and reaches the caller.
 * @param {string} event
 * @param {unknown[]} [args]
 * @param {object} [context] `this` of the handlers; `window` when missing.
 */
export function trigger(event, args, context) {
  for (const handler of (handlers[event] || []).slice()) handler.apply(context || window, Array.isArray(args) ? args : []);
}

/**
 * Calls the handlers of one of our own events; what one throws is reported and stops the rest of them, nothing else.
 * @param {string} event
 * @param {unknown[]} args
 */
export const announce = (event, args) => attempt("a handler of " + event, () => trigger(event, args));
