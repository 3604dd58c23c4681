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

for (const place of document.querySelectorAll("[data-theme-switch]")) {
  place.hidden = false;
  place.querySelector("button").addEventListener("click", switchTheme);
}
