// The practice page. Without this module the server shows one card at a time; with it, a session plays on the page.

import { createEditor } from "./practice/editor.js";
import { listenToKeys } from "./practice/keys.js";
import { createPlayer } from "./practice/player.js";
import { openStore } from "./practice/store.js";
import { watchSwipes } from "./practice/swipe.js";
import { createWire } from "./practice/wire.js";

start();

async function start() {
  const place = document.querySelector("[data-practice]");
  if (!place) return;
  const wire = createWire(place.dataset);
  const player = createPlayer({ place, wire, store: await openStore() });
  const editor = createEditor({ place, wire, renew: player.renew });
  const does = {
    ...player,
    edit: () => player.card() && editor.open(player.card()),
    keys: () => document.getElementById("practice-keys").showModal(),
  };
  for (const element of place.querySelectorAll("[data-script-only]")) element.hidden = false;
  listenToKeys(does);
  listenToClicks(place, player, does);
  watchSwipes(place.querySelector("[data-stage]"), {
    isReady: player.isRevealed,
    nameOf: (grade) => place.querySelector(`[data-grades] [value="${grade}"] .lx-grade__name`)?.textContent ?? "",
    tap: () => player.card() && !place.querySelector("[data-typing]") && player.reveal(),
    swipe: player.grade,
  });
  window.addEventListener("online", player.comeBack);
  window.addEventListener("pageshow", (event) => event.persisted && player.comeBack());
  showNetwork();
  document.addEventListener("visibilitychange", () => document.hidden || player.comeBack());
  await player.open();
}

// The copy of the page that is kept for this says that there is no network, as long as that is so.
function showNetwork() {
  const badge = document.querySelector("[data-offline]");
  if (!badge) return;
  const show = () => (badge.hidden = navigator.onLine);
  for (const name of ["online", "offline"]) window.addEventListener(name, show);
  show();
}

function listenToClicks(place, player, does) {
  place.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.matches("[data-reveal]") && !player.isGivenUp()) {
      event.preventDefault();
      player.reveal();
    } else if (button.matches("[data-grades] button") && player.isRevealed()) {
      event.preventDefault();
      player.grade(button.value);
    } else if (button.matches("[data-overrule]")) player.overrule();
    else if (button.dataset.do) {
      button.closest("details")?.removeAttribute("open");
      does[button.dataset.do]();
    }
  });
  place.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-typing]")) return;
    event.preventDefault();
    player.check();
  });
}
