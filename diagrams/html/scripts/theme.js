/* Light and dark: as the system says, until the reader says otherwise. Print is always light. */
const darkness = matchMedia("(prefers-color-scheme: dark)");
const root = document.documentElement;
const theme = { printing: false, listeners: [] };
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : darkness.matches);
const colours = () => data.palette[isDark() && !theme.printing ? "dark" : "light"];
function nameTheme() {
  find("theme").textContent = say(isDark() ? "light" : "dark");
}
function recolour() {
  nameTheme();
  for (const listen of theme.listeners) listen();
}
find("theme").addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  recolour();
});
darkness.addEventListener("change", recolour);
