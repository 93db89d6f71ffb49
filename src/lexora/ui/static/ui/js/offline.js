// The page that is shown without a network gives way as soon as Lexora answers again.
const FIRST_WAIT = 1_000; // ms
const LONGEST_WAIT = 15_000; // ms
let wait = FIRST_WAIT;
let next = 0; // the timer of the next attempt

async function look() {
  const answer = navigator.onLine ? await fetch("/health", { cache: "no-store" }).catch(() => null) : null;
  if (answer?.ok) return location.reload();
  next = setTimeout(look, wait);
  wait = Math.min(wait * 2, LONGEST_WAIT);
}

// Under its own address it is a page like any other and stays.
if (location.pathname !== "/offline") {
  next = setTimeout(look, wait);
  window.addEventListener("online", () => {
    clearTimeout(next);
    wait = FIRST_WAIT;
    look();
  });
}
