/* The days: dragged freely, by keys from change to change, typed as a date, or played. */
const slider = find("slider"), dayField = find("day"), playButton = find("play"), allDates = find("all-dates");
const LONGEST_PLAY = 30000, STEP = 900;  // milliseconds
const FINE = 10000;  // places of the slider, along the axis of the timeline
let playing = 0;

/* Every change: where a link begins or ends, or where it becomes more or less sure. */
const stops = data.days.filter((day) => (!data.first || day >= data.first) && (!data.last || day <= data.last));
const earliest = data.first || stops[0], latest = data.last || stops.at(-1);
function setDay(day) {
  change({ day });
}
function showDay() {
  const day = state.day;
  slider.value = day ? FINE * shareOf(day) : FINE;
  slider.classList.toggle("idle", !day);
  slider.setAttribute("aria-valuetext", day || say("all-dates"));
  dayField.value = day || "";
  forgive();
  allDates.setAttribute("aria-pressed", String(!day));
  find("forces").classList.toggle("idle", !day);
  for (const box of find("forces").querySelectorAll("input")) box.disabled = !day;
}
const next = (day) => stops.find((stop) => !day || stop > day);
const previous = (day) => stops.findLast((stop) => !day || stop < day);
function shiftYear(day, by) {
  const moved = new Date(`${day || latest}T00:00:00Z`);
  moved.setUTCFullYear(moved.getUTCFullYear() + by);
  return within(dayText(moved / 86400000));
}
const within = (day) => (day < earliest ? earliest : day > latest ? latest : day);
const sliderKeys = {
  ArrowRight: () => next(state.day), ArrowUp: () => next(state.day),
  ArrowLeft: () => previous(state.day), ArrowDown: () => previous(state.day),
  PageUp: () => shiftYear(state.day, 1), PageDown: () => shiftYear(state.day, -1),
  Home: () => stops[0], End: () => stops.at(-1),
};
function step() {
  const day = next(state.day);
  if (day) setDay(day);
  if (!next(state.day)) stop();
}
function play() {
  if (!next(state.day)) setDay(stops[0]);
  playing = setInterval(step, Math.min(STEP, LONGEST_PLAY / stops.length));
  if (!state.day) step();
  showPlaying();
}
function stop() {
  clearInterval(playing);
  playing = 0;
  showPlaying();
}
function showPlaying() {
  playButton.textContent = say(playing ? "pause" : "play");
  playButton.classList.toggle("running", Boolean(playing));
}
function marksOfDays() {
  if (!find("stops")) return;
  for (const day of stops) find("stops").append(draw("rect", { x: `${100 * shareOf(day)}%`, y: 0, width: 1, height: 5 }));
}
/* A day that does not exist, or lies outside, is not taken: the field goes back to the day that is shown, and why is told. */
function typed() {
  const day = dayField.value.trim(), isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(dayNumber(day)) && dayText(dayNumber(day)) === day;
  if (!day || (isDay && day === within(day))) setDay(day || null);
  else refuse(day);
}
function refuse(day) {
  find("day-wrong").textContent = say("day-wrong", { typed: day, first: earliest, last: latest, shown: state.day || say("all-dates") });
  find("day-wrong").hidden = false;
  dayField.setAttribute("aria-invalid", "true");
  dayField.value = state.day || "";
}
/* The refusal stands until the reader does something else. */
function forgive() {
  find("day-wrong").hidden = true;
  dayField.removeAttribute("aria-invalid");
}
function makeSlider() {
  if (!stops.length || data.day) return;
  find("time").hidden = slider.hidden = false;
  slider.max = FINE;
  marksOfDays();
  slider.addEventListener("input", () => { stop(); setDay(within(dayAt(slider.value / FINE))); });
  slider.addEventListener("keydown", (event) => {
    const move = sliderKeys[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    stop();
    setDay(move() || state.day);
  });
  dayField.addEventListener("change", () => { stop(); typed(); });
  dayField.addEventListener("input", forgive);
  playButton.addEventListener("click", () => (playing ? stop() : play()));
  allDates.addEventListener("click", () => { stop(); setDay(null); });
}
