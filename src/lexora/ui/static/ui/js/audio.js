// Audio buttons: one recording plays at a time; a second click stops it.

import { toast } from "./toasts.js";

const player = new Audio();
let current = null;
let isStarted = false;

export function start() {
  if (isStarted) return;
  isStarted = true;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-audio]");
    if (!button) return;
    const isPlaying = button === current && !player.paused;
    player.pause();
    if (current) show(current, "");
    current = isPlaying ? null : button;
    if (current) play(button);
  });
  player.addEventListener("playing", () => current && show(current, "playing"));
  player.addEventListener("ended", () => current && show(current, ""));
}

async function play(button) {
  show(button, "loading");
  player.src = button.dataset.audio;
  try {
    await player.play();
  } catch (error) {
    if (error.name === "AbortError") return; // another one was started
    show(button, "failed");
    toast(button.dataset.failed);
  }
}

function show(button, state) {
  if (state) button.dataset.state = state;
  else delete button.dataset.state;
}
