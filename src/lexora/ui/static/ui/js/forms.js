// Small comforts of forms.

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

// The browser knows the time zone; the person sees it chosen and may choose another.
export function offerTimeZone() {
  const select = document.querySelector("form[data-time-zone] select[name=time_zone]");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (select && select.value === "UTC" && [...select.options].some((option) => option.value === zone)) select.value = zone;
}

// What a person chose by hand is sent along with the next guess, so that typing on does not undo it.
export function keepChoices(htmx) {
  document.addEventListener("change", (event) => {
    const box = event.target.closest?.("#detected input[type=radio]");
    if (!box) return;
    for (const other of box.closest("fieldset").querySelectorAll("[data-chosen]")) delete other.dataset.chosen;
    box.dataset.chosen = "";
    box.closest("fieldset").querySelector("[data-guessed]").value = ""; // also when the guess itself is confirmed
    htmx.trigger("#id_text", "htmx:abort"); // a guess under way does not know of the choice
  });
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.elt.id !== "id_text") return;
    for (const box of document.querySelectorAll("#detected [data-chosen]")) event.detail.parameters[box.name] = box.value;
  });
}
