/* One finger scrolls the page, also over the picture; two move and zoom it; a tap chooses. */
function makeTouch() {
  let before = null;  // middle and distance of two fingers
  const hands = (touches) => {
    const place = canvas.getBoundingClientRect(), [a, b] = touches;
    return { x: (a.clientX + b.clientX) / 2 - place.left, y: (a.clientY + b.clientY) / 2 - place.top,
      far: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) || 1 };
  };
  const quiet = { capture: true, passive: true }, loud = { capture: true, passive: false };
  canvas.addEventListener("pointermove", (event) => { if (event.pointerType === "touch") event.stopPropagation(); }, quiet);
  canvas.addEventListener("touchstart", (event) => { before = event.touches.length === 2 ? hands(event.touches) : null; }, quiet);
  canvas.addEventListener("touchmove", (event) => {
    event.stopPropagation();
    if (event.touches.length !== 2 || !before) return;
    if (event.cancelable) event.preventDefault();
    const now = hands(event.touches);
    stage.pan(now.x - before.x, now.y - before.y);
    stage.zoom(now.far / before.far, now);
    before = now;
  }, loud);
  canvas.addEventListener("touchend", () => { before = null; }, quiet);
  /* The wheel scrolls the page as well; with Ctrl it zooms. */
  canvas.addEventListener("wheel", (event) => {
    event.stopPropagation();
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const place = canvas.getBoundingClientRect();
    stage.zoom(Math.exp(-event.deltaY / 400), { x: event.clientX - place.left, y: event.clientY - place.top });
  }, loud);
}
