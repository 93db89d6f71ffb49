// Small comforts of forms.

const SENDING = 10_000; // ms

export function submitOnCtrlEnter() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target.closest?.("form[data-submit-on-ctrl-enter]");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
  });
}

// Escape leaves an editor as its link "Cancel" does.
export function cancelOnEscape() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.target.closest?.("form[data-editor]")?.querySelector("[data-cancel]")?.click();
  });
}

export function countCharacters() {
  const count = (area) => {
    const counter = area.form?.querySelector("[data-counter]");
    if (counter) counter.value = area.value.length;
  };
  document.querySelectorAll("[data-count-to]").forEach(count);
  document.addEventListener("input", (event) => event.target.matches?.("[data-count-to]") && count(event.target));
}

// A second click while a form is on its way sends nothing more; meanwhile its button shows that it works.
export function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.ariaBusy) return event.preventDefault();
    form.ariaBusy = "true";
    setTimeout(() => (form.ariaBusy = null), SENDING); // a page that is still there then may try again
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[aria-busy]")) form.ariaBusy = null;
  });
}

// A button that is off while its request runs loses the focus, and has it back afterwards.
export function keepFocus() {
  const focused = new WeakMap(); // by request
  document.addEventListener("htmx:beforeRequest", ({ detail }) => focused.set(detail.xhr, document.activeElement));
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (document.activeElement !== document.body) return;
    const former = focused.get(detail.xhr);
    // What is gone, or what it was in, names what has come in its place.
    const there = former?.isConnected ? former : document.getElementById(former?.closest("[data-then]")?.dataset.then);
    there?.focus({ preventScroll: true });
  });
}

// Who comes back to a form with a fault starts where it is.
export function focusFault() {
  if (document.activeElement === document.body) document.querySelector("main [aria-invalid=true]")?.focus();
}
