// Tiles of words: pressed, dragged or moved by keys until they make a sentence. The page holds the state; what is sent
// is the sentence as text. Listens to the document, so that the next exercise needs nothing.

const FAR = 6; // px that a pointer moves before a press becomes a drag

document.addEventListener("click", (event) => {
  const form = formOf(event.target);
  if (!form) return;
  const tile = event.target.closest("[data-tile]");
  if (tile && !wasDragged(tile)) press(form, tile, event.detail === 0);
  if (event.target.closest("[data-clear]")) clear(form);
});

document.addEventListener("keydown", (event) => {
  const form = document.querySelector("[data-builder]");
  if (!form || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches?.("input, textarea, select") || document.querySelector("dialog[open]")) return;
  const tile = event.target.closest?.("[data-tile]");
  if (event.key === "Backspace") takeLastBack(form);
  else if (tile && KEYS[event.key]) KEYS[event.key](form, tile);
  else return;
  event.preventDefault();
});

// An arrow moves a word that is in the sentence, and the focus among those that are not.
const KEYS = {
  ArrowLeft: (form, tile) => (isPlaced(form, tile) ? shift(form, tile, -1) : walk(tile, -1)),
  ArrowRight: (form, tile) => (isPlaced(form, tile) ? shift(form, tile, 1) : walk(tile, 1)),
  ArrowUp: (form, tile) => isPlaced(form, tile) || press(form, tile, true),
  ArrowDown: (form, tile) => isPlaced(form, tile) && (putBack(form, tile), tile.focus(), tell(form)),
};

const formOf = (element) => element.closest?.("[data-builder]");
const wordsOf = (form) => form.querySelector("[data-tray] > [role=group]");
const bankOf = (form) => form.querySelector("[data-tiles]");
const isPlaced = (form, tile) => tile.parentElement === wordsOf(form);

function press(form, tile, isByKey) {
  if (isPlaced(form, tile)) {
    const near = tile.nextElementSibling ?? tile.previousElementSibling;
    putBack(form, tile);
    if (isByKey) (near ?? tile).focus();
  } else {
    const next = tile.nextElementSibling ?? bankOf(form).querySelector("[data-tile]");
    wordsOf(form).append(tile);
    if (isByKey) (next === tile || !next ? form.querySelector("[data-check]") : next).focus();
  }
  tell(form);
}

// Back among the others, to where it came from.
function putBack(form, tile) {
  const after = [...bankOf(form).children].find((other) => Number(other.dataset.tile) > Number(tile.dataset.tile));
  bankOf(form).insertBefore(tile, after ?? null);
}

function takeLastBack(form) {
  const last = wordsOf(form).lastElementChild;
  if (!last) return;
  const hadFocus = last.contains(document.activeElement);
  putBack(form, last);
  if (hadFocus) last.focus();
  tell(form);
}

function clear(form) {
  for (const tile of [...wordsOf(form).children]) putBack(form, tile);
  bankOf(form).querySelector("[data-tile]")?.focus();
  tell(form);
}

function shift(form, tile, by) {
  const other = by < 0 ? tile.previousElementSibling : tile.nextElementSibling;
  if (!other) return;
  if (by < 0) other.before(tile);
  else other.after(tile);
  tile.focus();
  tell(form);
}

function walk(tile, by) {
  (by < 0 ? tile.previousElementSibling : tile.nextElementSibling)?.focus();
}

// The text that is sent, the capital at the beginning, and what a screen reader says.
function tell(form) {
  const tiles = [...wordsOf(form).children];
  for (const tile of bankOf(form).children) tile.textContent = tile.dataset.word;
  for (const [at, tile] of tiles.entries()) tile.textContent = at ? tile.dataset.word : begun(tile.dataset.word);
  form.elements.answer.value = tiles.map((tile) => tile.dataset.word).join(" ");
  const said = document.getElementById("said");
  said.lang = tiles.length ? form.querySelector("[data-tray]").lang : "";
  said.textContent = tiles.map((tile) => tile.textContent).join(" ");
}

function begun(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

// Dragging, by mouse, pen or finger

let held = null; // { form, tile, x, y, isMoved }
let dragged = null; // the tile whose press was a drag: the click that follows is none

document.addEventListener("pointerdown", (event) => {
  const tile = event.target.closest?.("[data-tile]");
  const form = tile && formOf(tile);
  dragged = null;
  if (form && event.isPrimary && event.button === 0) held = { form, tile, x: event.clientX, y: event.clientY };
});
document.addEventListener("pointermove", (event) => {
  if (!held) return;
  const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
  if (!held.isMoved && Math.hypot(dx, dy) < FAR) return;
  held.isMoved = true;
  held.tile.classList.add("is-held");
  held.tile.style.setProperty("--lx-held-x", `${dx}px`);
  held.tile.style.setProperty("--lx-held-y", `${dy}px`);
  showWhere(held, event);
});
document.addEventListener("pointerup", (event) => held && drop(event));
document.addEventListener("pointercancel", () => held && letGo());

function showWhere({ form, tile }, event) {
  const isOver = isOverTray(form, event);
  const next = isOver ? tileAfter(form, tile, event) : null;
  form.querySelector("[data-tray]").classList.toggle("is-over", isOver);
  for (const other of wordsOf(form).children) other.classList.toggle("is-next", other === next);
}

function drop(event) {
  const { form, tile, isMoved } = held;
  if (isMoved) {
    const isIn = isOverTray(form, event);
    const next = isIn ? tileAfter(form, tile, event) : null;
    if (isIn) wordsOf(form).insertBefore(tile, next);
    else putBack(form, tile);
    dragged = tile;
    tell(form);
  }
  letGo();
}

function letGo() {
  const { form, tile } = held;
  held = null;
  tile.classList.remove("is-held");
  for (const name of ["--lx-held-x", "--lx-held-y"]) tile.style.removeProperty(name);
  form.querySelector("[data-tray]").classList.remove("is-over");
  for (const other of form.querySelectorAll(".is-next")) other.classList.remove("is-next");
}

function wasDragged(tile) {
  const was = dragged === tile;
  dragged = null;
  return was;
}

function isOverTray(form, { clientX, clientY }) {
  const box = form.querySelector("[data-tray]").getBoundingClientRect();
  return clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
}

// The tile before which one is let go: the first in the same line that lies to the right, or in a later line.
function tileAfter(form, tile, { clientX, clientY }) {
  const isAfter = (box) => clientY < box.top || (clientY <= box.bottom && clientX < box.left + box.width / 2);
  return [...wordsOf(form).children].find((other) => other !== tile && isAfter(other.getBoundingClientRect())) ?? null;
}
