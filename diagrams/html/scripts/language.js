/* The page in its other language, packed in the file, takes the place of this one; from there it leads back. */
const firstLang = root.dataset.first || data.lang, switchButton = find("language");
async function unpack() {
  const packed = Uint8Array.from(atob(find("packed").textContent), (one) => one.charCodeAt(0));
  const text = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  const whole = text.split("@style@").join(document.querySelector("style").textContent);
  return [...document.querySelectorAll("script:not([type])")].reduce((page, script, number) => page.split(`@script-${number}@`).join(script.textContent), whole);
}
let leaving = false;  // the page that comes reads the address as it is
async function switchLanguage() {
  leaving = true;
  stop();
  rememberLanguage(switchButton.dataset.lang);
  if (!find("packed")) return location.reload();
  const text = await unpack();
  document.open();
  document.write(text);
  document.close();
}
/* The address names a language that is not the one the file opens in. */
function rememberLanguage(lang) {
  const parts = new URLSearchParams(location.hash.slice(1));
  if (lang === firstLang) parts.delete("lang");
  else parts.set("lang", lang);
  try { history.replaceState(null, "", parts.size ? `#${parts}` : location.pathname + location.search); } catch { /* a frame without an address */ }
}
function makeLanguage() {
  if (!switchButton) return;
  switchButton.hidden = Boolean(find("packed")) && typeof DecompressionStream === "undefined";
  switchButton.addEventListener("click", switchLanguage);
  if (find("packed") && new URLSearchParams(location.hash.slice(1)).get("lang") === switchButton.dataset.lang) switchLanguage();
}
