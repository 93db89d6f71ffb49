// The bell: toasts for the page that somebody looks at, and a preview of the latest notifications.

const SHOWN = 12_000; // ms
const SHOWN_ON = 3_000; // ms, when somebody was just reading or pressing
const LEAVING = 10_000; // ms; a page that is still there then stays

export function start(htmx) {
  let missed = false; // something came while nobody looked at this page
  let leavesAt = -Infinity; // a form was sent: the news it makes are for the page that comes
  const isLookedAt = () => !document.hidden && performance.now() - leavesAt > LEAVING;
  const ask = () => htmx.trigger("#bell-count", "changed");

  function look(element) {
    // The page itself may have caused the news, or have been on its way when they came.
    const news = element.id === "bell-count" ? element : element.querySelector("#bell-count");
    if (news?.hasAttribute("data-news")) {
      missed = !isLookedAt();
      if (!missed) setTimeout(ask);
    }
    const toasts = element.matches("[data-news-toast]") ? [element] : element.querySelectorAll("[data-news-toast]");
    toasts.forEach((toast) => setTimeout(leave, SHOWN, toast));
  }

  document.addEventListener("htmx:configRequest", (event) => {
    const { target, detail } = event;
    if (target.id === "bell-latest" && !target.closest("details").open) event.preventDefault();
    if (target.id !== "bell-count") return;
    missed = !isLookedAt();
    if (!missed) detail.parameters.toasts = "1"; // each is shown by one page only
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && missed) ask();
  });
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) leavesAt = performance.now();
  });
  window.addEventListener("pageshow", () => (leavesAt = -Infinity));
  look(document.body);
  htmx.onLoad(look);
  keepPlace();
}

function leave(toast) {
  if (toast.matches(":hover, :focus-within")) setTimeout(leave, SHOWN_ON, toast);
  else toast.remove();
}

// Who deletes a notification by keyboard goes on with the next one.
function keepPlace() {
  document.addEventListener("htmx:beforeSwap", (event) => {
    const row = event.detail.target;
    if (!event.detail.shouldSwap || !event.detail.requestConfig.elt.querySelector("[data-news-delete]")) return;
    const other = row.nextElementSibling ?? row.previousElementSibling;
    const next = other?.querySelector("[data-news-delete], a") ?? document.getElementById("main");
    if (row.contains(document.activeElement)) setTimeout(() => next.focus());
  });
}
