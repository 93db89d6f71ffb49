// Practice by keyboard: space reveals, 1 to 4 grade.

start();

function start() {
  const place = document.querySelector("[data-practice]");
  if (!place) return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
    const reveal = place.querySelector("[data-reveal]");
    const button = event.key === " " ? reveal : place.querySelector(`[data-grades] [data-key="${CSS.escape(event.key)}"]`);
    if (!button || button.disabled) return;
    event.preventDefault();
    button.click();
  });
  // After a swap the focus goes where reading goes on.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target === place) place.querySelector("[data-card-text]")?.focus({ preventScroll: true });
    if (event.target.id === "answer") event.target.querySelector("[data-key='3']")?.focus({ preventScroll: true });
  });
}

function isTyping(element) {
  return element.matches("input:not([type=hidden]), textarea, select, summary, a, button:not([data-reveal]):not([data-key])");
}
