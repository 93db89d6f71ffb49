// Signing in again, in another tab, makes the token that this page was rendered with void; the cookie has the new one.

export function useFreshToken() {
  document.addEventListener("htmx:configRequest", (event) => {
    const { headers, parameters } = event.detail;
    const token = currentToken();
    if (!token) return;
    headers["X-CSRFToken"] = token;
    if (parameters.csrfmiddlewaretoken) parameters.csrfmiddlewaretoken = token;
  });
}

export function currentToken() {
  return document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1];
}
