// Choosing a theme changes the page at once, without a reload that would lose what is being typed.

export function chooseTheme() {
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest?.("form[data-theme-form]");
    if (!form || !event.submitter) return;
    event.preventDefault();
    const theme = event.submitter.value;
    show(theme);
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form, event.submitter), redirect: "manual" }).catch(() => null);
    if (answer?.type !== "opaqueredirect") form.submit(); // the server says what is wrong
  });
}

function show(theme) {
  document.documentElement.dataset.theme = theme;
  for (const button of document.querySelectorAll("form[data-theme-form] button[name=theme]")) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
  // The bars of a phone take the colour of the page.
  const colour = getComputedStyle(document.body).backgroundColor;
  for (const meta of document.querySelectorAll("meta[name=theme-color]")) meta.content = colour;
}
