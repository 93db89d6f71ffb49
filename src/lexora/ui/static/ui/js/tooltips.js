// Tooltips: Escape hides the one that is shown until the pointer or the focus has left.

export function start() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const tip of document.querySelectorAll(".lx-tooltip:is(:hover, :focus-within)")) tip.dataset.quiet = "";
  });
  for (const leaving of ["mouseout", "focusout"]) {
    document.addEventListener(leaving, (event) => delete event.target.closest?.(".lx-tooltip")?.dataset.quiet);
  }
}
