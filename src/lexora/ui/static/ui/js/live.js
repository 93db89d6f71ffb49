// The live channel: one socket per page. The server says what changed, the page fetches it anew.
// A page that is left closes its socket, or browsers could not keep it for going back; shown again, it opens another.

import { toggleSignedOut } from "./toasts.js";

const FIRST_WAIT = 500; // ms
const LONGEST_WAIT = 30_000; // ms

const missed = new Set(); // things that changed while they were not on the page, or were just being fetched
const ready = new WeakSet(); // places that htmx has made ready; before that they hear nothing

export function keepLive(htmx) {
  if (!document.body.hasAttribute("data-socket")) return;
  let wait = FIRST_WAIT;
  let wasOpen = false;
  let current = null;
  let next = 0; // the timer of the next attempt

  function connect() {
    if (current) return;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/websocket`);
    current = socket;
    socket.addEventListener("open", () => {
      if (socket !== current) return;
      wait = FIRST_WAIT;
      showConnection(true);
      // What changed while there was no socket: everything after a break, what still waits when the page is new.
      refresh(htmx, wasOpen ? "[data-live]" : "[data-live]:has(.lx-spinner)");
      wasOpen = true;
    });
    socket.addEventListener("message", (event) => hear(htmx, JSON.parse(event.data).changed));
    socket.addEventListener("close", (event) => {
      if (socket !== current) return;
      current = null;
      if (event.code === 4401) return waitForSignIn();
      if (event.code === 4429) {
        // The person has many pages open and looks at others: this one comes back when it is looked at.
        document.addEventListener("visibilitychange", connect, { once: true });
        return;
      }
      showConnection(!wasOpen);
      next = setTimeout(connect, wait * (0.5 + Math.random()));
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
  }

  // Who signs in again in another tab comes back to this one.
  function waitForSignIn() {
    showSignedOut();
    window.addEventListener("focus", connect, { once: true });
  }

  function disconnect() {
    clearTimeout(next);
    current?.close();
    current = null;
  }

  connect();
  window.addEventListener("pagehide", disconnect);
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    wait = FIRST_WAIT;
    wasOpen = true; // or as good as: anything may have changed
    connect();
  });
  htmx.onLoad((element) => catchUp(htmx, element));
  document.addEventListener("htmx:afterRequest", (event) => {
    // A button whose own answer is thrown away changes the place it stands in.
    const place = event.target.closest("[data-live]");
    if (place && event.detail.successful && event.target.getAttribute("hx-swap") === "none") htmx.trigger(place, "changed");
  });
}

function hear(htmx, thing) {
  if (thing.startsWith("gone:")) {
    const rows = document.querySelectorAll(`:is(li, article)[data-live="entry:${CSS.escape(thing.slice(5))}"]`);
    rows.forEach((row) => row.remove());
    const page = document.querySelector(`[data-parts][data-live="entry:${CSS.escape(thing.slice(5))}"]`);
    if (page) page.querySelector("[data-gone]").hidden = false;
    return;
  }
  const places = document.querySelectorAll(`[data-live="${CSS.escape(thing)}"]`);
  const isDeaf = (place) => !ready.has(place) || place.classList.contains("htmx-request");
  if (!places.length || [...places].some(isDeaf)) missed.add(thing);
  places.forEach((place) => htmx.trigger(place, "changed"));
}

// A hint can be faster than the fragment it is about.
function catchUp(htmx, element) {
  for (const place of [element, ...element.querySelectorAll("[data-live]")]) {
    ready.add(place);
    if (missed.delete(place.dataset?.live)) setTimeout(() => htmx.trigger(place, "changed"));
  }
}

function refresh(htmx, selector) {
  for (const element of document.querySelectorAll(selector)) htmx.trigger(element, "changed");
}

function showSignedOut() {
  showConnection(true);
  toggleSignedOut(true);
}

function showConnection(isOpen) {
  const hint = document.getElementById("connection");
  if (hint) hint.hidden = isOpen;
}
