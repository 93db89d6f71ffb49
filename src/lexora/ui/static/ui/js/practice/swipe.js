// Swiping a card: left, right, up and down are grades. The card follows the finger and says what letting go would do.

const FAR = 72; // px that make a swipe
const START = 12; // px before a touch is taken for one

const GRADES = { left: "again", right: "good", up: "easy", down: "hard" };

// `isReady()` says whether a grade may be given, `nameOf(grade)` how it is called; `tap` and `swipe(grade)` are told.
export function watchSwipes(stage, { isReady, nameOf, tap, swipe }) {
  let touch = null;

  stage.addEventListener("pointerdown", (event) => {
    const card = event.target.closest("[data-card]");
    if (!card || !event.isPrimary || event.button || event.target.closest("a, button, input, summary")) return;
    touch = { card, id: event.pointerId, x: event.clientX, y: event.clientY, isMouse: event.pointerType === "mouse", moved: false };
  });
  stage.addEventListener("pointermove", (event) => {
    if (event.pointerId !== touch?.id || touch.isMouse) return;
    const [x, y] = [event.clientX - touch.x, event.clientY - touch.y];
    touch.moved ||= Math.hypot(x, y) > START;
    if (touch.moved && isReady()) follow(touch.card, x, y, nameOf);
  });
  stage.addEventListener("pointerup", (event) => {
    if (event.pointerId !== touch?.id) return;
    const [{ card, moved, isMouse }, x, y] = [touch, event.clientX - touch.x, event.clientY - touch.y];
    touch = null;
    release(card);
    const grade = moved && isReady() ? gradeOf(x, y) : null;
    if (grade) swipe(grade);
    else if (!moved && !isMouse) tap();
  });
  stage.addEventListener("pointercancel", (event) => {
    if (event.pointerId !== touch?.id) return;
    release(touch.card);
    touch = null;
  });
}

export function gradeOf(x, y) {
  if (Math.max(Math.abs(x), Math.abs(y)) < FAR) return null;
  const direction = Math.abs(x) > Math.abs(y) ? (x < 0 ? "left" : "right") : y < 0 ? "up" : "down";
  return GRADES[direction];
}

function follow(card, x, y, nameOf) {
  const grade = gradeOf(x, y);
  card.classList.add("is-held");
  card.style.setProperty("--lx-swipe-x", `${x}px`);
  card.style.setProperty("--lx-swipe-y", `${y}px`);
  card.style.setProperty("--lx-swipe-turn", `${x / 40}deg`);
  card.dataset.swipe = grade ?? "";
  card.querySelector("[data-swiped]").textContent = grade ? nameOf(grade) : "";
}

function release(card) {
  card.classList.remove("is-held");
  delete card.dataset.swipe;
  for (const name of ["x", "y", "turn"]) card.style.removeProperty(`--lx-swipe-${name}`);
}
