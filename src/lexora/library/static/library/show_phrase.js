// A phrase for a local to read: arrow keys and swipes lead to the next or the one before, Escape back to the kit.
const FAR = 60; // px that make a swipe

const WAYS = { ArrowRight: "[rel=next]", ArrowLeft: "[rel=prev]" };
let began = null;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") document.querySelector("[data-close]").click();
  else if (WAYS[event.key]) go(WAYS[event.key]);
});
document.addEventListener("touchstart", (event) => {
  began = event.touches.length === 1 ? event.touches[0] : null;
});
document.addEventListener("touchend", (event) => {
  if (!began) return;
  const ended = event.changedTouches[0];
  const [x, y] = [ended.clientX - began.clientX, ended.clientY - began.clientY];
  began = null;
  if (Math.abs(x) > FAR && Math.abs(x) > 2 * Math.abs(y)) go(x < 0 ? WAYS.ArrowRight : WAYS.ArrowLeft);
});
for (const link of document.querySelectorAll("[rel=next], [rel=prev]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    location.replace(link.href); // one step back leads to the kit, however many phrases were shown
  });
}

function go(way) {
  const link = document.querySelector(way);
  if (link) location.replace(link.href);
}
