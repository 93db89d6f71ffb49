// The search over everything: a dialog with a combobox, whose options are links. It opens by key or button and
// remembers nothing.

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

export function searchEverything(htmx) {
  const dialog = document.getElementById("spotlight");
  if (!dialog) return;
  const form = dialog.querySelector("form");
  const list = optionsOf(form.elements.q, document.getElementById("spotlight-answers"));
  walkByKey(list);
  showAnswers(dialog, list);
  dialog.addEventListener("close", () => {
    htmx.trigger(form, "htmx:abort");
    form.reset();
    list.clear();
    document.getElementById("spotlight-count").replaceChildren();
    dialog.querySelector("[data-error]").hidden = true;
  });
  closeByPointer(dialog, list.field);
  keepAboveKeyboard(dialog);
  openFromAnywhere(dialog);
}

// The options of the combobox. The focus stays in the field, which names the one that is selected.
function optionsOf(field, place) {
  const list = {
    field,
    place,
    answered: "", // what the options that are shown were asked for
    all: () => [...place.querySelectorAll("[role=option]")],
    selected: () => place.querySelector("[aria-selected=true]"),
    select(option) {
      list.selected()?.setAttribute("aria-selected", "false");
      option?.setAttribute("aria-selected", "true");
      field.setAttribute("aria-expanded", String(Boolean(option)));
      if (option) field.setAttribute("aria-activedescendant", option.id);
      else field.removeAttribute("aria-activedescendant");
    },
    clear() {
      list.select(null);
      list.answered = "";
      place.replaceChildren();
    },
  };
  return list;
}

function walkByKey(list) {
  list.field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") follow(event, list);
    else move(event, list);
  });
  list.place.addEventListener("pointermove", (event) => {
    const option = event.target.closest("[role=option]");
    if (option && event.pointerType === "mouse" && option !== list.selected()) list.select(option);
  });
}

// Enter before the answers are there asks for the page with all of them instead: the form is sent.
function follow(event, list) {
  const option = list.selected();
  if (!option || list.answered !== list.field.value) return;
  event.preventDefault();
  if (event.ctrlKey || event.metaKey) window.open(option.href, "_blank", "noopener");
  else option.click();
}

function move(event, list) {
  const all = list.all();
  const at = all.indexOf(list.selected());
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (next === undefined || !all.length || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  list.select(all.at(next % all.length));
  list.selected().scrollIntoView({ block: "nearest" });
}

// Answers and failures. A toast would be hidden behind the dialog.
function showAnswers(dialog, list) {
  const error = dialog.querySelector("[data-error]");
  const unreachable = error.textContent;
  dialog.addEventListener("htmx:beforeRequest", (event) => dialog.open || event.preventDefault());
  list.place.addEventListener("htmx:afterSwap", (event) => {
    list.answered = event.detail.requestConfig.parameters.q;
    error.hidden = true;
    list.place.scrollTop = 0;
    list.select(list.all()[0]);
  });
  for (const failure of ["htmx:responseError", "htmx:sendError"]) {
    dialog.addEventListener(failure, (event) => {
      event.stopPropagation();
      const { xhr } = event.detail;
      error.textContent = xhr.getResponseHeader("HX-Refused") ? xhr.responseText : unreachable;
      error.hidden = false;
    });
  }
}

function closeByPointer(dialog, field) {
  dialog.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]") || isBeside(dialog, event)) dialog.close();
  });
  // Whatever else is clicked, one can type on.
  dialog.addEventListener("mousedown", (event) => event.target === field || event.preventDefault());
  window.addEventListener("pagehide", () => dialog.close());
}

function isBeside(dialog, event) {
  if (event.target !== dialog) return false;
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom;
}

// The keyboard of a phone covers what is below; the dialog ends above it.
function keepAboveKeyboard(dialog) {
  const fit = () => dialog.style.setProperty("--lx-visible", `${window.visualViewport.height}px`);
  window.visualViewport?.addEventListener("resize", fit);
}

function openFromAnywhere(dialog) {
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-spotlight]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(dialog);
  });
  document.addEventListener("keydown", (event) => {
    const isOther = document.querySelector("dialog[open]:not(#spotlight)");
    if (event.defaultPrevented || event.isComposing || event.repeat || isOther) return;
    if (!isShortcut(event) && (dialog.open || !isSlash(event))) return;
    event.preventDefault();
    if (dialog.open) dialog.close();
    else open(dialog);
  });
}

function open(dialog) {
  dialog.showModal();
  dialog.querySelector("input").focus();
}

// K as it is printed; on a keyboard with other letters the key in its place.
function isShortcut(event) {
  const isHeld = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  const isLatin = /^[a-z]$/i.test(event.key);
  const isK = isLatin ? event.key.toLowerCase() === "k" : event.code === "KeyK";
  return isHeld && isK && !event.altKey && !event.shiftKey;
}

function isSlash(event) {
  const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
  return event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping;
}
