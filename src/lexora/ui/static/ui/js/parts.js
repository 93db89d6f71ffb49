// A place of several parts is fetched as a whole, but a part in which somebody is writing stays as it is.

export function keepUnsaved(htmx) {
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, shouldSwap, serverResponse, requestConfig } = event.detail;
    if (!shouldSwap || !target.matches("[data-parts]")) return;
    const isKept = (part) => isBeingEdited(part) && !part.contains(requestConfig.elt);
    if (![...target.querySelectorAll("[data-part]")].some(isKept)) return;
    event.detail.shouldSwap = false;
    swapParts(htmx, target, serverResponse, isKept);
  });
}

// What is added anew, such as a word that is there already, takes the place of its former self.
export function addOnce() {
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    for (const element of event.detail.fragment.querySelectorAll("article[id]")) document.getElementById(element.id)?.remove();
  });
}

function swapParts(htmx, target, html, isKept) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const writing = document.activeElement;
  for (const part of target.querySelectorAll("[data-part]")) {
    if (!fresh.getElementById(part.id) && !isKept(part)) part.remove();
  }
  for (const part of fresh.querySelectorAll("[data-part]")) {
    const former = document.getElementById(part.id) ?? standIn(part);
    if (former && !isKept(former)) htmx.swap(former, part.outerHTML, { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0 });
  }
  if (writing !== document.body && writing.isConnected) writing.focus({ preventScroll: true }); // a new part may have taken the focus
}

// A new part takes its place behind the one that stands before it.
function standIn(part) {
  const before = document.getElementById(part.previousElementSibling?.id);
  const place = document.createElement("div");
  if (before) before.after(place);
  else document.getElementById(part.nextElementSibling?.id)?.before(place);
  return place.isConnected ? place : null;
}

function isBeingEdited(part) {
  if (part.matches("[data-editor]") || part.querySelector("[data-editor]")) return true;
  const fields = [...part.querySelectorAll("input:not([type=hidden]), textarea")];
  return fields.some((field) => field === document.activeElement || field.value !== field.defaultValue);
}
