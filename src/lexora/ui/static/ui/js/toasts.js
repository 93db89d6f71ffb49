// Toasts: refusals of htmx requests, and closing.

const SHOWN = 8_000; // ms

export function showRefusals() {
  document.addEventListener("htmx:responseError", (event) => {
    const { xhr } = event.detail;
    if (xhr.status === 401) toggleSignedOut(true);
    else toast(xhr.getResponseHeader("HX-Refused") ? xhr.responseText : "", xhr.getResponseHeader("HX-Refused-Link"));
  });
  document.addEventListener("htmx:afterOnLoad", (event) => event.detail.successful && toggleSignedOut(false));
  document.addEventListener("htmx:sendError", () => toast(""));
}

// Shows a text, or the sentence of the page's template when the server could not say one.
export function toast(text, link, tone = "error") {
  const template = document.getElementById("toast-template");
  const place = document.getElementById("toasts");
  if (!template || !place) return;
  const element = template.content.firstElementChild.cloneNode(true);
  element.classList.replace("lx-toast--error", `lx-toast--${tone}`);
  if (text) element.querySelector("[data-text]").textContent = text;
  const anchor = element.querySelector("[data-link]");
  if (link) anchor.href = link;
  anchor.hidden = !link;
  place.append(element);
  setTimeout(leave, SHOWN, element);
}

// Not while somebody is reading or about to press.
function leave(element) {
  if (element.matches(":hover, :focus-within")) setTimeout(leave, SHOWN, element);
  else element.remove();
}

export function toggleSignedOut(isSignedOut) {
  const hint = document.getElementById("signed-out");
  if (hint) hint.hidden = !isSignedOut;
}

export function dismissToasts() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-dismiss]");
    if (button) button.closest(".lx-toast")?.remove();
  });
}

// A live region says what changes in it, not what stands there from the beginning.
export function announceToasts(htmx) {
  const place = document.getElementById("toasts");
  const waiting = [...(place?.children ?? [])];
  if (!waiting.length) return;
  place.replaceChildren();
  setTimeout(() => {
    place.append(...waiting);
    htmx.process(place); // it was not there when htmx looked at the page
  }, 100);
}
