import { COMMANDS, NAMED } from "./methods.js";
import { ask } from "./core.js";
import { report, attempt } from "./report.js";
import { complete } from "./plugins.js";
import { hold, releaseHeld } from "./hold.js";
import { schedule } from "./transport.js";

/** Names of cookies that were seen to be kept, or reported: asking for each write would cost each hit. */
const checked = new Set();

/** A value with its type, as `src/tracker/outcome.rs` writes it. */
function read(field) {
  const text = field.slice(1);
  switch (field[0]) {
    case "n":
      return +text;
    case "b":
      return !!text;
    case "a":
      return text ? text.split("\x01") : [];
    case "l":
      return null;
  }
  return text;
}

/**
 * What Rust asks the page to do, by letter; see `src/tracker/outcome.rs`. Each takes the context of
 * the call and then as many fields as the effect has.
 */
export const effects = {
  /** Changes a setting. */
  S(context, slot, value) {
    context._tracker._state[slot.charCodeAt(0) - 32] = read(value);
  },
  /** Answers the caller. */
  R(context, value) {
    context._reply = read(value);
  },
  /** Writes a cookie. */
  C(context, pair, expires, attributes) {
    try {
      const [name] = pair.split("=");
      document.cookie = pair + (expires && ";expires=" + new Date(+expires).toUTCString()) + attributes;
      if (checked.has(name) || (expires && expires < Date.now())) return;
      checked.add(name);
      if (!document.cookie.includes(pair)) report(`There was an error setting cookie ${name}: check its domain and path`);
    } catch {
      // Sandboxed frames and some privacy settings refuse; the tracker then goes on without cookies.
    }
  },
  /** Tells the developer. */
  E(context, message) {
    report(message);
  },
  /** Calls a method as the page may have overridden it, or a step of our own. */
  M(context, method) {
    const { _tracker } = context;
    const command = method.charCodeAt(0) - 32;
    const name = COMMANDS[command - NAMED];
    if (name) attempt("tracker." + name, () => _tracker._api[name]());
    else ask(command, _tracker, []);
  },
  /** A request is assembled. */
  B(context, request, hook) {
    context._tracker._keepVariables();
    context._built(request && complete(context._tracker, request, hook));
  },
  /** Keeps a request until something has come. */
  H: hold,
  /** Consent is there. */
  U(context) {
    releaseHeld(context._tracker, "consent");
  },
  /** Hands a complete request to the transport. */
  T(context, delay, ladder, inBody, request) {
    schedule(context, +delay, ladder, inBody, request);
  },
  /** What becomes of requests that could not be sent. */
  K(context, pause, dropped) {
    context._wait(+pause, +dropped);
  },
  /** Rewrites the clicked link. */
  L(context, href) {
    context._link.setAttribute("href", href);
  },
};
