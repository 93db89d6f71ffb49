// A page of grammar: the list of contents shows the section in view, and wide tables can be moved by keyboard.

const contents = document.querySelector("[data-contents]");
const links = new Map([...contents.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
const now = contents.querySelector("[data-now]");
const inView = new Set();

// A section is in view when it is in the upper part of the screen; the last one also when the page ends.
const watch = new IntersectionObserver(look, { rootMargin: "-25% 0px -60% 0px" });
for (const id of links.keys()) watch.observe(document.getElementById(id));
new IntersectionObserver(([end]) => end.isIntersecting && mark([...links.keys()].at(-1))).observe(document.querySelector(".lx-turn"));

contents.addEventListener("click", (event) => {
  if (event.target.closest("a")) contents.querySelector("details").open = false;
});

const sizes = new ResizeObserver((boxes) => boxes.forEach(({ target }) => letScroll(target)));
for (const box of document.querySelectorAll(".lx-table-box")) sizes.observe(box);

function look(changes) {
  for (const { target, isIntersecting } of changes) {
    if (isIntersecting) inView.add(target.id);
    else inView.delete(target.id);
  }
  const first = [...links.keys()].find((id) => inView.has(id));
  if (first) mark(first);
}

function mark(id) {
  for (const [other, link] of links) {
    if (other === id) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
  now.textContent = links.get(id).textContent;
  showInList(links.get(id));
}

// The list may be longer than the screen; the page itself must not move for it.
function showInList(link) {
  const list = link.closest("ol");
  const [inner, outer] = [link.getBoundingClientRect(), list.getBoundingClientRect()];
  if (inner.top < outer.top) list.scrollTop -= outer.top - inner.top;
  if (inner.bottom > outer.bottom) list.scrollTop += inner.bottom - outer.bottom;
}

function letScroll(box) {
  if (box.scrollWidth <= box.clientWidth) {
    for (const name of ["tabindex", "role", "aria-labelledby"]) box.removeAttribute(name);
    return;
  }
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-labelledby", box.closest("section").getAttribute("aria-labelledby"));
}
