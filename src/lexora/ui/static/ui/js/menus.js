// Menus made of <details>: one is open at a time, they close on Escape and on a click elsewhere, arrows walk through them.

export function useMenus() {
  const open = () => document.querySelectorAll("details[data-menu][open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (isBeside(menu, event.target)) menu.open = false;
  });
  document.addEventListener("focusin", (event) => {
    for (const menu of open()) if (isBeside(menu, event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.target.closest?.("details[data-menu]");
    if (event.key === "Escape") close([...open()].filter((one) => layerOf(one) === layerOf(event.target)), event);
    else if (menu) walk(menu, event);
  });
  showShortcut();
}

// A dialog lies above the page and gives the focus back to the menu it was opened from, so that menu stays open.
function layerOf(element) {
  return element.closest?.("dialog") ?? null;
}

function isBeside(menu, element) {
  return !menu.contains(element) && layerOf(menu) === layerOf(element);
}

function close(menus, event) {
  for (const menu of menus) {
    if (layerOf(menu)) event.preventDefault(); // the dialog round it stays
    menu.open = false;
    menu.querySelector("summary").focus();
  }
}

function walk(menu, event) {
  const isArrow = ["ArrowDown", "ArrowUp"].includes(event.key);
  const isEdge = menu.open && ["Home", "End"].includes(event.key);
  if (!(isArrow || isEdge) || event.target.matches("input, textarea, select")) return;
  event.preventDefault();
  menu.open = true;
  const stops = [...menu.querySelectorAll("a, button")].filter((stop) => stop.checkVisibility() && !stop.disabled);
  const at = stops.indexOf(document.activeElement);
  const last = stops.length - 1;
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? last : at - 1, Home: 0, End: last }[event.key];
  stops[(to + stops.length) % stops.length]?.focus();
}

// The key of the search as the person's keyboard names it.
function showShortcut() {
  if (!/Mac|iPhone|iPad/.test(navigator.platform)) return;
  for (const key of document.querySelectorAll("[data-shortcut]")) key.textContent = key.textContent.replace("Ctrl ", "⌘ ");
}
