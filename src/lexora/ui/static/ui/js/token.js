// Signing in again, in another tab, makes the token that this page was rendered with void; the cookie has the new one.
import { cookie } from "./cookies.js";

export function useFreshToken() {
  document.addEventListener("htmx:configRequest", (event) => {
    const { headers, parameters } = event.detail;
    const token = currentToken();
    if (!token) return;
    headers["X-CSRFToken"] = token;
    if (parameters.csrfmiddlewaretoken) parameters.csrfmiddlewaretoken = token;
  });
  // The menus of the header serve whoever is signed in now: theme, language, signing out.
  document.addEventListener("submit", ({ target }) => {
    const field = target.closest?.(".lx-header") && target.elements.csrfmiddlewaretoken;
    if (field && currentToken()) field.value = currentToken();
  });
}

export function currentToken() {
  return cookie("__Host-csrftoken") ?? cookie("csrftoken");
}
