// Selecting entries for a bulk action.

export function start() {
  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("[data-selection]");
    if (!form) return;
    const boxes = [...form.querySelectorAll("input[name=ids]")];
    if (event.target.matches("[data-select-all]")) boxes.forEach((box) => (box.checked = event.target.checked));
    show(form, boxes);
  });
  // htmx replaces rows by themselves; a box that went away no longer counts.
  document.addEventListener("htmx:afterSettle", () => {
    const form = document.querySelector("[data-selection]");
    if (form) show(form, [...form.querySelectorAll("input[name=ids]")]);
  });
}

function show(form, boxes) {
  const selected = boxes.filter((box) => box.checked).length;
  form.querySelector("[data-bulk]").hidden = selected === 0;
  form.querySelector("[data-count]").value = selected ? `${selected} / ${boxes.length}` : "";
  form.querySelector("[data-select-all]").checked = selected === boxes.length;
}
