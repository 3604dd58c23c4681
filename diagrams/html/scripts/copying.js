/* To the clipboard, and a word that it is there. */
async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyByHand(text);  // a page from a disk may not be trusted with the clipboard
  }
  announce(say("copied"));
  const before = button.dataset.words || button.textContent;
  button.dataset.words = before;
  button.textContent = say("copied");
  setTimeout(() => { button.textContent = before; }, 1600);
}
function copyByHand(text) {
  const area = make("textarea", text, "unseen"), focus = document.activeElement;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
  focus?.focus();
}
/* In a frame without an address of its own, as in a notebook, a link within the page would lead out of it. */
function stayInside(event) {
  const anchor = event.target.closest('a[href^="#"]');
  if (!anchor || location.protocol !== "about:") return;
  event.preventDefault();
  find(anchor.getAttribute("href").slice(1))?.scrollIntoView();
}
document.addEventListener("click", stayInside);
