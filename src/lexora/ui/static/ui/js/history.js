// A page that comes back from the history is shown as it was left, but only to the person who left it.
import { currentToken } from "./token.js";

export function leaveOldPages() {
  const token = currentToken(); // another one after each signing in and out
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && currentToken() !== token) loadAnew();
  });
  if (document.body.hasAttribute("data-socket") && isOldCopy()) loadAnew();
}

// Browsers that go back to a page they did not keep whole take the text they once got for it, however old.
function isOldCopy() {
  const [visit] = performance.getEntriesByType("navigation");
  return visit?.type === "back_forward" && visit.transferSize === 0;
}

function loadAnew() {
  document.documentElement.hidden = true;
  location.reload();
}
