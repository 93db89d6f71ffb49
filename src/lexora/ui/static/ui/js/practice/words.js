// The sentences of the page, which the server wrote in the language of the interface.

let known = null;

function all() {
  known ??= JSON.parse(document.getElementById("practice-words").textContent);
  return known;
}

// A sentence; {blanks} are filled in. Of a counted one the form that its number `n` asks for.
export function say(name, blanks = {}) {
  const text = all()[name] ?? "";
  const chosen = typeof text === "string" ? text : (text[plural(blanks.n)] ?? Object.values(text)[0]);
  return chosen.replace(/\{(\w+)\}/g, (_blank, key) => numberOrText(blanks[key]));
}

function plural(number) {
  return new Intl.PluralRules(document.documentElement.lang).select(number);
}

function numberOrText(value) {
  return typeof value === "number" ? value.toLocaleString(document.documentElement.lang) : (value ?? "");
}

// Minutes and seconds, as a stopwatch has them.
export function time(seconds) {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = String(Math.floor(seconds % 60)).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}
