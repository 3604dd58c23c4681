/* The first screen: rows of text in columns. Choosing fades what has nothing to do with it; lines follow what opens. */
function makeColumnsStage(container, { choose: onChoose }) {
  const columns = find("columns");
  const rows = [...columns.querySelectorAll(".row, .box")];
  const wires = [...columns.querySelectorAll(".wire")].map((path) => ({ path, ends: path.dataset.ends.split(" ").map(find), link: links.get(path.dataset.link) }));
  const heads = new Map();  // a row that is shut -> the head that opens it
  for (const row of columns.querySelectorAll(".shut")) heads.set(row, find([...row.classList].find((name) => name.startsWith("of-")).slice(3)));
  const seen = (row) => (row?.offsetParent ? row : heads.get(row));
  /* Where lines end: at the first line of a row, at half the height of a box. */
  const middleOf = (row) => { const box = row.getBoundingClientRect(); return box.top + (row.classList.contains("row") ? 0.9 * parseFloat(getComputedStyle(row).fontSize) : box.height / 2); };

  /* Each partner stands as near to its boxes as the order of the column lets it: neighbours that would overlap share. */
  function align() {
    for (const column of columns.querySelectorAll(".partners")) {
      const own = rows.filter((row) => row.parentElement === column && row.offsetParent);
      for (const gap of column.querySelectorAll(".gap")) gap.hidden = true;
      for (const row of own) row.style.marginTop = "";
      const top = column.getBoundingClientRect().top, room = column.clientHeight - own.reduce((sum, row) => sum + row.offsetHeight, 0);
      let above = 0;
      const wanted = own.map((row) => {
        const near = boxesOf(row), middle = near.reduce((sum, box) => sum + middleOf(box), 0) / near.length;
        const shift = near.length ? middle - top - row.offsetHeight / 2 - above : null;
        above += row.offsetHeight;
        return shift;
      });
      for (let at = wanted.length - 2; at >= 0; at -= 1) wanted[at] ??= wanted[at + 1];  // a heading stays with what is below it
      const pools = [];
      own.forEach((row, at) => {
        let pool = { mean: wanted[at] ?? 0, rows: [row] };
        while (pools.length && pools.at(-1).mean > pool.mean) {
          const before = pools.pop(), size = before.rows.length + pool.rows.length;
          pool = { mean: (before.mean * before.rows.length + pool.mean * pool.rows.length) / size, rows: [...before.rows, ...pool.rows] };
        }
        pools.push(pool);
      });
      let shift = 0;
      for (const { mean, rows: [first] } of pools) {
        const wanted = Math.min(Math.max(mean, shift), Math.max(room, 0));
        if (wanted > shift) first.style.marginTop = `${wanted - shift}px`;
        shift = wanted;
      }
    }
  }
  const boxesOf = (row) => [...new Set(wires.filter(({ ends, path }) => ends.map(seen).includes(row) && isUsed(path)).flatMap(({ ends }) => ends.map(seen)).filter((one) => one?.offsetParent && one.classList.contains("box")))];
  const isUsed = (path) => main.dataset.view !== "one" || path.classList.contains("on");
  function drawWires() {
    align();
    const top = columns.querySelector(".wires").getBoundingClientRect(), height = top.height;
    if (!height) return;
    for (const svg of columns.querySelectorAll(".wires")) svg.setAttribute("viewBox", `0 0 100 ${height}`);
    const drawn = new Set();  // lines between the same two are drawn once, unless they look different
    for (const { path, ends } of wires) {
      const [a, b] = ends.map(seen), key = a && b && `${a.id} ${b.id} ${path.getAttribute("class").replace("twin", "").trim()}`;
      const isDrawn = a?.offsetParent && b?.offsetParent && !drawn.has(key);
      path.classList.toggle("twin", !isDrawn);
      if (!isDrawn) continue;
      drawn.add(key);
      const from = (middleOf(a) - top.top).toFixed(1), to = (middleOf(b) - top.top).toFixed(1);
      path.setAttribute("d", `M0 ${from}C50 ${from} 50 ${to} 100 ${to}`);
    }
  }
  function open(head, isOpen) {
    for (const [row, own] of heads) if (own === head) row.classList.toggle("shut", !isOpen);
    head.querySelector(".opens").setAttribute("aria-expanded", String(isOpen));
    drawWires();
  }
  const opener = (head) => head.querySelector(".opens");
  for (const head of new Set(heads.values())) {
    opener(head).addEventListener("click", () => open(head, opener(head).getAttribute("aria-expanded") !== "true"));
  }
  for (const row of rows) {
    const button = row.querySelector("button.what:not(.opens)");
    if (button) button.addEventListener("click", () => onChoose(state.chosen === row.dataset.node ? null : row.dataset.node));
  }
  for (const part of find("by-partner").querySelectorAll(".entry button")) {
    part.addEventListener("click", () => onChoose(part.closest(".entry").dataset.node));
  }

  /* The links that a choice is about: of a body its own, with all that take part in the same. */
  function linksFor(id) {
    if (links.has(id)) return [links.get(id)];
    const node = nodes.get(id);
    if (!node) return [];
    if (node.box) return linksOf.get(id);
    return [...new Set(linksOf.get(id).flatMap((link) => linksOf.get(link.to)))];
  }
  function mark(id) {
    const own = new Set(linksFor(id).map((link) => link.id)), ends = new Set([...own].flatMap((one) => [links.get(one).from, links.get(one).to]));
    columns.classList.toggle("chosen-one", own.size > 0);
    for (const { path, link } of wires) path.classList.toggle("on", own.has(link.id));
    for (const row of rows) {
      row.classList.toggle("on", ends.has(row.dataset.node));
      row.classList.remove("near");
    }
    for (const [row, head] of heads) if (row.classList.contains("on")) head.classList.add("near");
    reveal(id);
    drawWires();
  }
  /* What is chosen is never behind a count. */
  function reveal(id) {
    const own = rows.filter((row) => row.dataset.node === id);
    if (!own.length || own.some((row) => row.offsetParent)) return;
    for (const row of own) if (heads.has(row)) open(heads.get(row), true);
  }
  function update(linkStates, nodeStates) {
    for (const { path, link } of wires) {
      path.classList.toggle("faded", linkStates.get(link.id) === "faded");
      path.classList.toggle("gone", linkStates.get(link.id) === "hidden");
    }
    for (const row of [...rows, ...find("by-partner").querySelectorAll(".entry"), ...bars.children]) {
      const word = nodeStates.get(row.dataset.node);
      row.classList.toggle("faded", word === "faded");
      row.classList.toggle("gone", word === "hidden");
    }
    drawWires();
  }
  const place = (row) => { const own = row.getBoundingClientRect(), at = container.getBoundingClientRect(); return { x: own.left - at.left + own.width / 2, y: own.top - at.top + own.height / 2 }; };
  new ResizeObserver(drawWires).observe(columns);
  return {
    isText: true,
    update,
    choose: mark,
    centre: (id) => [...rows, ...find("by-partner").querySelectorAll("[data-node]")].find((row) => row.dataset.node === id && row.offsetParent)?.scrollIntoView({ block: "center" }),
    redraw: drawWires,
    view: () => main.dataset.view,
    positions: () => Object.fromEntries(rows.filter((row) => row.dataset.node && row.offsetParent).map((row) => [row.dataset.node, place(row)])),
    recolour() {}, resize() {}, fit() {}, zoom() {}, pan() {},
    scale: () => 1,
  };
}
/* What only the first screen has: bars and rows that choose, one tab stop for all rows, lists that open on paper. */
function makeColumns() {
  for (const row of bars.children) row.addEventListener("click", () => chooseFrom(row.querySelector("button"), row.dataset.node));
  for (const button of find("columns").querySelectorAll("button")) button.tabIndex = -1;
  find("columns").querySelector("button").tabIndex = 0;
  find("columns").addEventListener("keydown", walkColumns);
  const own = [...find("by-partner").querySelectorAll("details")];
  addEventListener("beforeprint", () => { for (const one of own) one.open = true; });
}
/* Arrow keys walk the rows of the columns; there is one tab stop for all of them. */
function walkColumns(event) {
  const all = [...find("columns").querySelectorAll("button")].filter((one) => one.offsetParent), at = event.target.closest("button");
  if (!at || !all.includes(at) || event.ctrlKey || event.metaKey || event.altKey) return;
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] || [];
  if (dx === undefined) return;
  event.preventDefault();
  const middle = (one) => { const box = one.getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2]; };
  const [x, y] = middle(at);
  let best = null, least = Infinity;
  for (const one of all) {
    const [ox, oy] = middle(one), along = (ox - x) * dx + (oy - y) * dy, aside = Math.abs((ox - x) * dy) + Math.abs((oy - y) * dx);
    if (one !== at && along > 2 && along + 2 * aside < least) { least = along + 2 * aside; best = one; }
  }
  if (best) focusColumn(best);
}
function focusColumn(button) {
  for (const one of find("columns").querySelectorAll("button")) one.tabIndex = -1;
  button.tabIndex = 0;
  button.focus();
}
