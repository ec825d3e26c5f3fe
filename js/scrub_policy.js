import { each } from "./entries.js";

/** In the order of `Rule` in `src/tracker/scrub/report.rs`; `tests/tables.rs` keeps the two equal. */
export const DETECTORS = "email secret uuid card iban phone ip location".split(" ");

/** Marks and title that a policy begins with; see `src/tracker/scrub/policy.rs`. */
const BASES = { off: ["x"], balanced: ["-!"], anonymous: ["-!?iurld", ":"] };

/**
 * A policy as the flat list that Rust reads, and the rules that run here.
 * @param {string | object} policy A name, or an object that changes one.
 * @returns {[string[], [string | RegExp, unknown][]]}
 * @throws {unknown} What is unknown or of a wrong type.
 */
export function compile(policy) {
  if (typeof policy !== "object") policy = { extends: policy };
  const custom = [];
  const rules = [];
  let [marks, title = ""] = own(BASES, "extends" in policy ? policy.extends : "balanced");
  let placeholder = "XYZ";
  // An object asks for something, so `off` is only where it begins.
  if (marks === "x" && Object.keys(policy).length > 1) marks = "-01234567";
  const lists = (rule) => (list) => [].concat(list).forEach((entry) => rules.push(rule(string(entry))));
  const names = (kind) => lists((name) => kind + plain(name));
  /** False adds the mark of what must not leave or does not work. */
  const flag = (mark) => (value) => (marks = marks.replace(mark, "") + (of("boolean", value) ? "" : mark));
  reader({
    extends: string,
    placeholder: (value) => (placeholder = string(value)),
    hash: flag("h"),
    referrer: flag("r"),
    text: flag("t"),
    title: (value) => (title = typeof value === "string" ? value : of("boolean", value) ? "" : ":"),
    query: reader({
      allow: names("+"),
      deny: names("-"),
      replace: (values) => each(of("object", values), (name, value) => rules.push((typeof value === "number" ? "%" : "=") + plain(name) + "=" + value)),
    }),
    path: reader({ templates: lists((template) => own({ "/": template }, template[0])) }),
    detectors: reader(Object.fromEntries(DETECTORS.map((name, at) => [name, flag("" + at)]))),
    allow: reader({ outlinks: flag("l"), downloads: flag("d"), userId: flag("u") }),
    custom: (list) => list.forEach(({ find, replace }) => custom.push([find instanceof RegExp ? find : string(find), replace])),
  })(policy);
  return [[marks, placeholder, title, ...rules], custom];
}

/** Gives each entry of an object to its reader. */
const reader = (readers) => (object) => each(of("object", object), (key, value) => own(readers, key)(value));

function own(table, key) {
  if (table.hasOwnProperty(key)) return table[key];
  throw key;
}

function of(type, value) {
  if (value !== null && typeof value === type) return value;
  throw value;
}

const string = (value) => of("string", value);

/** A name as it is compared. */
const plain = (name) => name.toLowerCase().replace(/[^a-z0-9\x80-\uffff]/g, "");
