// Copies the text that a button carries.
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
