// Choosing a theme changes the page at once, without a reload that would lose what is being typed.
import { cookie } from "./cookies.js";
import { toast } from "./toasts.js";

const THEMES = ["auto", "light", "dark"];
const chosen = () => THEMES.find((theme) => theme === cookie("lexora_theme"));

export function chooseTheme() {
  document.addEventListener("submit", (event) => {
    const form = event.target.closest?.("form[data-theme-form]");
    if (!form || !event.submitter) return;
    event.preventDefault();
    choose(form, event.submitter);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", colourBars);
  followOtherPages();
}

async function choose(form, button) {
  const former = document.documentElement.dataset.theme;
  show(button.value);
  const body = new FormData(form, button);
  // A refusal comes as a sentence then, not as a page.
  const headers = { "HX-Request": "true" };
  const answer = await fetch(form.action, { method: "POST", body, headers, redirect: "manual" }).catch(() => null);
  if (answer?.type === "opaqueredirect") return;
  show(former);
  toast(answer?.headers.has("HX-Refused") ? await answer.text() : "");
}

// Another tab, or a page before this one in the history, may have chosen meanwhile.
function followOtherPages() {
  // For who is signed in the profile decides, and it may have been changed on another device.
  let known = document.body.hasAttribute("data-socket") ? chosen() : document.documentElement.dataset.theme;
  const follow = () => {
    const theme = chosen();
    if (!theme || theme === known || document.hidden) return;
    known = theme;
    show(theme);
  };
  follow();
  window.addEventListener("pageshow", follow);
  document.addEventListener("visibilitychange", follow);
}

function show(theme) {
  document.documentElement.dataset.theme = theme;
  for (const button of document.querySelectorAll("form[data-theme-form] button[name=theme]")) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
  colourBars();
}

// The bars of a phone take the colour of the page.
function colourBars() {
  const colour = getComputedStyle(document.body).backgroundColor;
  for (const meta of document.querySelectorAll("meta[name=theme-color]")) meta.content = colour;
}
