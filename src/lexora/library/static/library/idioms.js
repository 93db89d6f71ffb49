// Cards that are turned over. Without this script each is a <details>; with it, front and back share one place, and a
// button says whether the back is shown. What cannot be seen can be neither reached nor read out.
import htmx from "../npm/htmx.js";

htmx.onLoad((element) => element.querySelectorAll("[data-saying] > details").forEach(makeTurnable));
document.addEventListener("click", (event) => {
  const card = event.target.closest("[data-saying].is-ready");
  if (!card) return;
  const isButton = event.target.closest(".lx-saying__turn");
  if (isButton || (!event.target.closest("a, button, form") && !String(getSelection()))) turn(card);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const card = event.target.closest?.("[data-saying].is-turned");
  if (!card) return;
  turn(card);
  buttonOf(card).focus();
});
document.addEventListener("htmx:beforeSwap", goOnWithTheNext);

function makeTurnable(details) {
  const card = details.closest("[data-saying]");
  const [front, back] = ["summary", ".lx-saying__back"].map((part) => details.querySelector(part));
  const [inside, side] = [document.createElement("div"), document.createElement("div")];
  [inside.className, side.className] = [details.className, front.className];
  side.append(...front.childNodes);
  inside.append(side, back);
  details.replaceWith(inside);
  back.inert = true;
  card.classList.add("is-ready");
}

function turn(card) {
  const isTurned = card.classList.toggle("is-turned");
  buttonOf(card).ariaExpanded = String(isTurned);
  card.querySelector(".lx-saying__front").inert = isTurned;
  card.querySelector(".lx-saying__back").inert = !isTurned;
}

function buttonOf(card) {
  return card.querySelector(".lx-saying__turn");
}

// Who asks for more cards by keyboard goes on with the first of them.
function goOnWithTheNext(event) {
  const { target, shouldSwap } = event.detail;
  if (!shouldSwap || !target.matches(".lx-sayings__more") || !target.contains(document.activeElement)) return;
  const before = target.previousElementSibling;
  setTimeout(() => before.nextElementSibling?.querySelector("button")?.focus());
}
