// The calendar can be walked with the arrow keys, and the day under the pointer or the focus is said below it.
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

for (const map of document.querySelectorAll("[data-heat-map]")) walkable(map);

function walkable(map) {
  const rows = [...map.tBodies[0].rows].map((row) => [...row.cells].filter((cell) => cell.matches("td")));
  const said = document.getElementById(map.dataset.heatMap);
  const today = rows.flatMap((row) => row.slice(-1)).reduce((last, cell) => (cell.cellIndex >= last.cellIndex ? cell : last));
  const initial = said.textContent;
  const say = (cell) => (said.textContent = cell?.textContent ?? initial);
  map.setAttribute("role", "grid");
  for (const cell of rows.flat()) cell.tabIndex = -1;
  today.tabIndex = 0;
  map.addEventListener("keydown", (event) => walk(event, rows));
  map.addEventListener("focusin", (event) => settle(event.target.closest("td"), rows, say));
  map.addEventListener("focusout", () => say(null));
  map.addEventListener("pointerover", (event) => say(event.target.closest("td")));
  map.addEventListener("pointerleave", () => say(map.contains(document.activeElement) ? document.activeElement : null));
}

function walk(event, rows) {
  const step = STEPS[event.key];
  const row = rows.findIndex((cells) => cells.includes(event.target));
  if (row < 0) return;
  const column = rows[row].indexOf(event.target);
  const to = step ? rows[row + step[0]]?.[column + step[1]] : edge(event, rows[row]);
  if (step || to) event.preventDefault();
  to?.focus();
}

function edge(event, cells) {
  if (event.key === "Home") return cells[0];
  return event.key === "End" ? cells.at(-1) : null;
}

// One stop for the Tab key: the day where the focus was last.
function settle(cell, rows, say) {
  if (!cell) return;
  for (const other of rows.flat()) other.tabIndex = -1;
  cell.tabIndex = 0;
  say(cell);
}
