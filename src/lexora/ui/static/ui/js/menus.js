// Menus made of <details>: one is open at a time, they close on Escape and on a click elsewhere, arrows walk through them.

export function useMenus() {
  const open = () => document.querySelectorAll("details[data-menu][open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("focusin", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.target.closest?.("details[data-menu]");
    if (event.key === "Escape") close(open());
    else if (menu) walk(menu, event);
  });
  showShortcut();
}

function close(menus) {
  for (const menu of menus) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
}

function walk(menu, event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (!(event.key in steps) || event.target.matches("input, textarea, select")) return;
  event.preventDefault();
  menu.open = true;
  const stops = [...menu.querySelectorAll("a, button")].filter((stop) => stop.checkVisibility() && !stop.disabled);
  const at = stops.indexOf(document.activeElement);
  const next = at < 0 ? (steps[event.key] > 0 ? 0 : stops.length - 1) : at + steps[event.key];
  stops[(next + stops.length) % stops.length]?.focus();
}

// The key of the search as the person's keyboard names it.
function showShortcut() {
  if (!/Mac|iPhone|iPad/.test(navigator.platform)) return;
  for (const key of document.querySelectorAll("[data-shortcut]")) key.textContent = key.textContent.replace("Ctrl ", "⌘ ");
}
