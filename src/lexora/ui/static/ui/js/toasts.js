// Toasts: refusals of htmx requests, and closing.

const SHOWN = 8_000; // ms

export function showRefusals() {
  document.addEventListener("htmx:responseError", (event) => {
    const { xhr } = event.detail;
    toast(xhr.getResponseHeader("HX-Refused") ? xhr.responseText : "");
  });
  document.addEventListener("htmx:sendError", () => toast(""));
}

// Shows a text, or the sentence of the page's template when the server could not say one.
export function toast(text) {
  const template = document.getElementById("toast-template");
  const place = document.getElementById("toasts");
  if (!template || !place) return;
  const element = template.content.firstElementChild.cloneNode(true);
  if (text) element.querySelector("[data-text]").textContent = text;
  place.append(element);
  setTimeout(() => element.remove(), SHOWN);
}

export function dismissToasts() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-dismiss]");
    if (button) button.closest(".lx-toast")?.remove();
  });
}
