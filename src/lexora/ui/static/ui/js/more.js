// Who asks for more rows of a list by keyboard goes on with the first of them.

export function start() {
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, shouldSwap } = event.detail;
    if (!shouldSwap || !target.matches(".lx-list__more") || !target.contains(document.activeElement)) return;
    const before = target.previousElementSibling;
    setTimeout(() => before?.nextElementSibling?.querySelector("a")?.focus());
  });
}
