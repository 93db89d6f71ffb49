// The dialog in which a card's texts are changed without leaving the session.

import { toast } from "../toasts.js";
import { say } from "./words.js";

export function createEditor({ place, wire, renew }) {
  const dialog = document.getElementById("practice-edit");
  const body = dialog.querySelector("[data-editor-place]");

  async function open(card) {
    const answer = await wire.card(card.edit);
    if (answer.kind !== "done") return toast(answer.message ?? say("needs_network"));
    const form = new DOMParser().parseFromString(answer.text, "text/html").querySelector("form");
    body.replaceChildren(form);
    dialog.showModal();
  }

  async function save(form) {
    const answer = await wire.saveCard(form.action, form);
    if (answer.kind !== "done") return showFault(form, answer);
    dialog.close();
    await renew(answer.cards);
    toast(say("saved_edit"), null, "success");
  }

  function showFault(form, { message }) {
    const fault = form.querySelector("[role=alert]");
    fault.textContent = message ?? say("needs_network");
    fault.hidden = false;
  }

  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    save(event.target);
  });
  dialog.addEventListener("close", () => body.replaceChildren()); // its answers go with it
  return { open };
}
