// Swapping the languages of the translator, and the texts with them.

start();

function start() {
  const form = document.querySelector("[data-translator]");
  if (!form) return;
  const { source, target, text } = form.elements;
  form.querySelector("[data-swap]").addEventListener("click", () => {
    const answer = form.querySelector("[data-answer]");
    [source.value, target.value] = [target.value, source.value];
    if (answer) {
      const shown = answer.textContent;
      answer.textContent = text.value;
      answer.nextElementSibling?.remove(); // its buttons belong to the former direction
      text.value = shown;
      text.dispatchEvent(new Event("input", { bubbles: true }));
    }
    text.focus();
  });
  // The same language on both sides makes no sense: the other side takes the former one.
  let former = { source: source.value, target: target.value };
  form.addEventListener("change", () => {
    if (source.value === target.value) {
      if (source.value !== former.source) target.value = former.source;
      else source.value = former.target;
    }
    former = { source: source.value, target: target.value };
  });
  // An answer in another language than the chosen one would mislead.
  form.addEventListener("change", (event) => {
    if (event.target !== text && form.querySelector("[data-answer]") && text.value.trim()) form.requestSubmit();
  });
}
