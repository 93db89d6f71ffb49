// The keys of practice. Letters are told by what is written on the key, or by its place where the keyboard is not Latin.

const GRADES = ["again", "hard", "good", "easy"];
const FIELDS = "input:not([type=hidden]), textarea, select, [contenteditable]";
const BUTTONS = "a, button, summary";
const LETTERS = { z: "undo", e: "edit", s: "suspend", p: "play" };

// `does` has a function for each thing that a key can ask for, and `isRevealed`.
export function listenToKeys(does) {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    const target = event.target.closest ? event.target : document.body;
    const isField = target.matches(FIELDS);
    // A key that is held down does nothing twice, on a button neither.
    if (event.repeat) return void (!isField && target.closest("[data-stage]") && event.preventDefault());
    const asked = meaning(event, {
      isRevealed: does.isRevealed(),
      isField: isField && Boolean(target.value || !event.ctrlKey),
      isButton: Boolean(target.closest(BUTTONS)),
    });
    if (!asked) return;
    event.preventDefault();
    does[asked.does](...(asked.grade ? [asked.grade] : []));
  });
}

// What a key asks for: { does, grade } or null.
export function meaning(event, { isRevealed, isField, isButton }) {
  const letter = letterOf(event);
  if ((event.ctrlKey || event.metaKey) && letter === "z" && !event.shiftKey) return isField ? null : { does: "undo" };
  if (event.ctrlKey || event.metaKey || event.altKey || isField) return null;
  if (event.key === "?") return { does: "keys" };
  if ((event.key === " " || event.key === "Enter") && !isButton) return isRevealed ? { does: "grade", grade: "good" } : { does: "reveal" };
  const number = numberOf(event);
  if (number && isRevealed) return { does: "grade", grade: GRADES[number - 1] };
  return LETTERS[letter] ? { does: LETTERS[letter] } : null;
}

function letterOf({ key, code }) {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^\p{L}$/u.test(key) && code.startsWith("Key") ? code.slice(3).toLowerCase() : "";
}

function numberOf({ key, code }) {
  const found = /^[1-4]$/.exec(key) ?? /^Digit([1-4])$/.exec(code);
  return found ? Number(found.at(-1)) : 0;
}
