// Dialogs: a button with data-opens shows the <dialog> of that id; a click beside it, Escape or [data-closes] closes it.

export function start() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens)?.showModal();
    if (event.target.closest("[data-closes]") || event.target.matches("dialog.lx-modal, dialog.lx-drawer")) {
      event.target.closest("dialog")?.close();
    }
  });
}
