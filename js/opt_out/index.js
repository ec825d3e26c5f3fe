import { TEXTS } from "./texts.js";
import { choose, isOptedOut } from "./choice.js";

/** Gives each form of a page its own ids. */
let forms = 0;

/**
 * `<paqet-opt-out>`: a form with which visitors say whether they are counted.
 *
 * Plain elements without styles or inline script, so that the page's style sheet applies and a strict
 * Content-Security-Policy has nothing to refuse. It speaks the language of its `lang` attribute, or the page's, or
 * English; the attributes `intro`, `label`, `in`, `out` and `lost` replace single texts. It fires the event
 * `paqet-opt-out` with `detail.optedOut` after a choice.
 */
class OptOut extends HTMLElement {
  static observedAttributes = ["lang", "intro", "label", "in", "out", "lost"];

  attributeChangedCallback() {
    if (this.box) this.show();
  }

  connectedCallback() {
    if (this.box) return this.show();
    const id = "paqet-opt-out-" + ++forms;
    this.box = document.createElement("input");
    this.intro = document.createElement("p");
    this.label = document.createElement("label");
    this.state = document.createElement("p");
    this.box.type = "checkbox";
    this.box.id = this.label.htmlFor = id;
    this.state.id = id + "-state";
    this.state.setAttribute("role", "status");
    this.box.setAttribute("aria-describedby", this.state.id);
    this.box.addEventListener("change", () => this.choose());
    const line = document.createElement("p");
    line.append(this.box, " ", this.label);
    this.append(this.intro, line, this.state);
    this.show();
    // A tracker that starts later may know better, for example by cookies of another domain.
    if (!this.follow()) addEventListener("load", () => this.follow());
  }

  /** Shows what the tracker says from now on, whoever changes it; answers false when there is none yet. */
  follow() {
    this.show();
    const { Matomo } = window;
    if (!Matomo || typeof Matomo.on !== "function") return false;
    Matomo.on("ConsentChanged", () => this.show());
    return true;
  }

  choose() {
    const wanted = !this.box.checked;
    choose(wanted);
    this.show(isOptedOut() === wanted ? undefined : "lost");
    this.dispatchEvent(new CustomEvent("paqet-opt-out", { bubbles: true, detail: { optedOut: isOptedOut() } }));
  }

  show(text) {
    const out = isOptedOut();
    this.box.checked = !out;
    this.say(this.intro, "intro");
    this.say(this.label, "label");
    this.say(this.state, text || (out ? "out" : "in"));
  }

  /** The text of that name, marked with its language: it is English where the page speaks another that is not known. */
  say(element, name) {
    const closest = this.closest("[lang]");
    const wanted = String(closest ? closest.lang : navigator.language).toLowerCase().split("-")[0];
    const language = TEXTS[wanted] ? wanted : "en";
    const own = this.getAttribute(name);
    element.lang = own ? wanted : language;
    const text = own || TEXTS[language][name];
    // A status that is written again would be read out again.
    if (element.textContent !== text) element.textContent = text;
  }
}

if (!customElements.get("paqet-opt-out")) customElements.define("paqet-opt-out", OptOut);
