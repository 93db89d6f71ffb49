// The keys of exercises: 1 to 4 choose, H shows the hint, N or Enter goes on. Everything works without them.

const FIELDS = "input:not([type=hidden]), textarea, select, [contenteditable]";
const BUTTONS = "a, button, summary";

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  const place = document.getElementById("play");
  const target = event.target.closest ? event.target : document.body;
  if (!place || target.matches(FIELDS) || document.querySelector("dialog[open]")) return;
  const wanted = asked(place, event, Boolean(target.closest(BUTTONS)));
  if (!wanted) return;
  event.preventDefault();
  wanted.click();
});

// What a key presses; Enter on a button or link is that button's.
function asked(place, event, isButton) {
  const letter = letterOf(event);
  const number = /^[1-4]$/.exec(event.key)?.[0];
  if (number) return place.querySelector(`[data-key="${number}"]`);
  if (letter === "h") return place.querySelector("[data-hint]");
  if (letter === "n") return place.querySelector("[data-next]");
  return event.key === "Enter" && !isButton ? place.querySelector("[data-next], [data-check]") : null;
}

// By what is written on the key, or by its place where the keyboard is not Latin.
function letterOf({ key, code }) {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^\p{L}$/u.test(key) && code.startsWith("Key") ? code.slice(3).toLowerCase() : "";
}
