// What scripts add to every page: the switch of the theme. Pages work without them.
"use strict";

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function switchTheme() {
  const theme = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("theme", theme);
  } catch (error) { /* It holds for this page then. */ }
}

function prepareThemeSwitch(place) {
  place.hidden = false;
  place.querySelector("button").addEventListener("click", switchTheme);
}

document.querySelectorAll("[data-theme-switch]").forEach(prepareThemeSwitch);

// ---------------------------------------------------------------- suggestions while somebody types
const CLASS_OF = {actor: "Actor", basis: "Basis", source: "Source"};

/** The text of a value: nothing in it can hide or reorder what stands beside it. */
function text(value) {
  return String(value).replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/g,
    (character) => "\\u" + character.charCodeAt(0).toString(16).padStart(4, "0"));
}

class Suggestions {
  /** Names below a field: choosing one in a search opens its page, in a form writes its id. */
  constructor(field, number) {
    this.field = field;
    this.list = document.createElement("ul");
    this.list.id = `suggestions-${number}`;
    this.list.className = "suggestions";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", field.getAttribute("aria-label") || field.labels[0]?.textContent.trim() || "");
    this.list.hidden = true;
    this.found = [];
    this.chosen = -1;
    field.parentElement.classList.add("suggesting");
    field.after(this.list);
    for (const [name, value] of Object.entries({role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": this.list.id, autocomplete: "off"})) field.setAttribute(name, value);
    field.addEventListener("input", () => this.soon());
    field.addEventListener("keydown", (event) => this.onKey(event));
    field.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), 150);
  }

  async ask() {
    const typed = this.field.value.trim();
    if (typed.length < 2) return this.close();
    const query = new URLSearchParams({q: typed, limit: 6, lang: document.documentElement.lang});
    const wanted = CLASS_OF[this.field.dataset.suggest];
    if (wanted) query.set("class", wanted);
    try {
      const answer = await fetch(`/api/suggest?${query}`);
      if (answer.ok && typed === this.field.value.trim()) this.show(this.lines(await answer.json()));
    } catch (error) { this.close(); }
  }

  /** What a search may lead to: the page of two actors first, where both are named. */
  lines({pair, suggestions}) {
    return pair && this.field.name === "q" ? [{...pair, matched: pair.name}, ...suggestions] : suggestions;
  }

  show(suggestions) {
    this.found = suggestions;
    this.chosen = -1;
    this.list.replaceChildren(...suggestions.map((one, place) => this.line(one, place)));
    this.list.hidden = suggestions.length === 0;
    this.field.setAttribute("aria-expanded", String(!this.list.hidden));
    this.field.removeAttribute("aria-activedescendant");
  }

  line(one, place) {
    const line = document.createElement("li");
    line.id = `${this.list.id}-${place}`;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    const why = document.createElement("span");
    why.className = "quiet";
    why.textContent = text(one.matched === one.name ? one.why : `${one.why}: ${one.matched}`);
    line.append(text(one.name), why);
    line.addEventListener("mousedown", (event) => { event.preventDefault(); this.take(place); });
    return line;
  }

  onKey(event) {
    if (this.list.hidden) return;
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step) {
      event.preventDefault();
      this.choose((this.chosen + step + this.found.length) % this.found.length);
    } else if (event.key === "Enter" && this.chosen >= 0) {
      event.preventDefault();
      this.take(this.chosen);
    } else if (event.key === "Escape") {
      this.close();
    }
  }

  choose(place) {
    this.chosen = place;
    [...this.list.children].forEach((line, index) => line.setAttribute("aria-selected", String(index === place)));
    this.field.setAttribute("aria-activedescendant", `${this.list.id}-${place}`);
  }

  take(place) {
    const one = this.found[place];
    this.close();
    if (this.field.name !== "q") {
      this.field.value = one.id;
      return;
    }
    const lang = new URLSearchParams(location.search).get("lang");
    location.href = lang ? `${one.path}?lang=${lang}` : one.path;
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
  }
}

[...document.querySelectorAll("[data-suggest]")].forEach((field, number) => new Suggestions(field, number));
