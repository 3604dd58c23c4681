// The network in place: a mark opens its neighbours and a slider chooses the day, without a new page being loaded. What
// stands then is the page of the new address, as the server makes it for everybody.
"use strict";

/** Put the page of an address in place of this one. Where that fails, the browser goes there itself. */
async function show(address, isNew) {
  const main = document.querySelector("main");
  main.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, {headers: {Accept: "text/html"}});
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.querySelector("svg.network")) throw new Error("no picture");
    if (isNew) history.pushState(null, "", address);
    document.title = page.title;
    for (const place of ["main", ".top nav", ".bottom"]) {
      document.querySelector(place).replaceWith(document.adoptNode(page.querySelector(place)));
    }
    document.querySelectorAll("[data-theme-switch]").forEach(prepareThemeSwitch);
    prepareSlider();
    say();
  } catch (error) {
    location.href = address;
  }
}

/** Open or close a mark: it keeps the focus and its place in the window, and what came with it is marked. */
async function open(mark) {
  const id = mark.dataset.mark, before = mark.getBoundingClientRect();
  const known = new Set([...document.querySelectorAll("[data-mark]")].map((one) => one.dataset.mark));
  await show(mark.href.baseVal, true);
  const now = markOf(id);
  if (!now) return;
  now.focus({preventScroll: true});
  const after = now.getBoundingClientRect();
  scrollBy(after.left - before.left, after.top - before.top);
  for (const one of document.querySelectorAll("[data-mark]")) {
    one.classList.toggle("is-new", !known.has(one.dataset.mark));
  }
}

function markOf(id) {
  return [...document.querySelectorAll("[data-mark]")].find((one) => one.dataset.mark === id);
}

// ---------------------------------------------------------------- the day
const DAY = 86400000;

/** A slider over the years of the links. While it moves, what cannot be in force fades; then the page of the day comes. */
function prepareSlider() {
  const place = document.querySelector("[data-slider]");
  const slider = place.querySelector("input"), first = Date.parse(place.dataset.first);
  const dayOf = () => new Date(first + Number(slider.value) * DAY).toISOString().slice(0, 10);
  slider.max = String((Date.parse(place.dataset.last) - first) / DAY);
  slider.value = String((Date.parse(place.dataset.day) - first) / DAY);
  const write = () => {
    const written = new Date(dayOf()).toLocaleDateString(document.documentElement.lang === "en" ? "en-GB" : "uk", {dateStyle: "long", timeZone: "UTC"});
    place.querySelector("output").textContent = written;
    slider.setAttribute("aria-valuetext", written);
  };
  slider.addEventListener("input", () => { write(); fade(dayOf()); });
  slider.addEventListener("change", () => later(() => showDay(dayOf())));
  write();
  place.hidden = false;
}

function fade(day) {
  for (const line of document.querySelectorAll("[data-line]")) {
    const isOut = (line.dataset.first && line.dataset.first > day) || (line.dataset.last && line.dataset.last < day);
    line.classList.toggle("is-out", Boolean(isOut));
    for (const drawn of document.querySelectorAll(`.network [data-link="${line.dataset.edge}"]`)) {
      drawn.classList.toggle("is-out", Boolean(isOut));
    }
  }
}

let waiting;

/** Keys move a slider in many small steps: the page comes after the last. */
function later(action) {
  clearTimeout(waiting);
  waiting = setTimeout(action, 300);
}

async function showDay(day) {
  const address = new URL(location.href);
  address.searchParams.set("on", day);
  const hadFocus = document.activeElement?.id === "day-slider";
  await show(address.pathname + address.search, true);
  if (hadFocus) document.querySelector("#day-slider")?.focus({preventScroll: true});
}

// ---------------------------------------------------------------- the page
/** Say aloud how much there is now: a text that changes is read, one that came with the page is not. */
function say() {
  const changed = document.querySelector("[data-changed]");
  setTimeout(() => { changed.textContent = changed.dataset.words; }, 50);
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest?.("a[data-mark]");
  if (!mark || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open(mark);
});
addEventListener("popstate", () => show(location.href, false));
prepareSlider();
