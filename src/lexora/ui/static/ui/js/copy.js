// Copies the text that a button carries; where it says so with `data-copied`, a toast tells that it is done.
import { toast } from "./toasts.js";

export function copyOnClick() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const text = button.dataset.copy;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copyTheOldWay(text); // without HTTPS the clipboard is closed to scripts
    }
    if (button.dataset.copied) toast(button.dataset.copied, "", "success");
    button.classList.add("is-done");
    setTimeout(() => button.classList.remove("is-done"), 1_500);
  });
}

function copyTheOldWay(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "lx-visually-hidden";
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
