// What a person chose by hand is sent along with the next guess, so that typing on does not undo it.
export function start(htmx) {
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
