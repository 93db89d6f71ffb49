// A page that comes back from the history is shown as it was left, but only to the person who left it, and in the
// language that was chosen meanwhile.
import { cookie } from "./cookies.js";
import { currentToken } from "./token.js";

export function leaveOldPages() {
  const token = currentToken(); // another one after each signing in and out
  const language = chosenLanguage();
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && (currentToken() !== token || chosenLanguage() !== language)) loadAnew();
  });
  const isOwn = document.body.hasAttribute("data-socket");
  if ((isOwn || isInOtherLanguage()) && isOldCopy()) loadAnew();
}

function chosenLanguage() {
  return cookie("lexora_language");
}

function isInOtherLanguage() {
  return Boolean(chosenLanguage()) && chosenLanguage() !== document.documentElement.lang;
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
