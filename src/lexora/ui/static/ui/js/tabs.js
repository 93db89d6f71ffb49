// Tabs with panels on the same page, by the keyboard pattern of WAI-ARIA: arrows, Home and End choose.

export function start() {
  document.addEventListener("click", (event) => {
    const tab = event.target.closest("[data-tabs] > [role=tab]");
    if (tab) choose(tab);
  });
  document.addEventListener("keydown", (event) => {
    const tab = event.target.closest?.("[data-tabs] > [role=tab]");
    const tabs = tab ? [...tab.parentElement.querySelectorAll("[role=tab]")] : [];
    const at = tabs.indexOf(tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (!tab || to === undefined) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length];
    choose(next);
    next.focus();
  });
}

function choose(tab) {
  for (const other of tab.parentElement.querySelectorAll("[role=tab]")) {
    const isChosen = other === tab;
    other.setAttribute("aria-selected", String(isChosen));
    other.tabIndex = isChosen ? 0 : -1;
    document.getElementById(other.getAttribute("aria-controls"))?.toggleAttribute("hidden", !isChosen);
  }
}
