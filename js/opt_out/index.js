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
  connectedCallback() {
    if (this.box) return this.show();
    const id = "paqet-opt-out-" + ++forms;
    const intro = document.createElement("p");
    const label = document.createElement("label");
    this.box = document.createElement("input");
    this.state = document.createElement("p");
    intro.textContent = this.text("intro");
    this.box.type = "checkbox";
    this.box.id = label.htmlFor = id;
    label.textContent = this.text("label");
    this.state.id = id + "-state";
    this.state.setAttribute("role", "status");
    this.box.setAttribute("aria-describedby", this.state.id);
    this.box.addEventListener("change", () => this.choose());
    const line = document.createElement("p");
    line.append(this.box, " ", label);
    this.append(intro, line, this.state);
    this.show();
    // A tracker that starts later may know better, for example by cookies of another domain.
    addEventListener("load", () => this.show());
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
    this.state.textContent = this.text(text || (out ? "out" : "in"));
  }

  text(name) {
    const closest = this.closest("[lang]");
    const language = String(closest ? closest.lang : navigator.language).toLowerCase().split("-")[0];
    return this.getAttribute(name) || (TEXTS[language] || TEXTS.en)[name];
  }
}

if (!customElements.get("paqet-opt-out")) customElements.define("paqet-opt-out", OptOut);
