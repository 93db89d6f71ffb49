// Flip cards: a click shows the other side; screen readers read the side that is shown.

export function start() {
  document.addEventListener("click", (event) => {
    const card = event.target.closest("[data-flip]");
    if (!card) return;
    const isBack = card.getAttribute("aria-pressed") !== "true";
    card.setAttribute("aria-pressed", String(isBack));
    card.querySelector("[data-side=front]").ariaHidden = isBack ? "true" : null;
    card.querySelector("[data-side=back]").ariaHidden = isBack ? null : "true";
  });
}
