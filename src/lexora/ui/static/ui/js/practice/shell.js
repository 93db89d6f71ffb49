// Makes this page open without a network: a copy without any card or name, and the files it is made of, in a cache of
// their own that goes when somebody signs out.

export const SHELL = "lexora-practice"; // the service worker knows it by this name
export const MARK = "lexora-practice"; // in the local storage: whether anything is kept on this device

export function markKept() {
  try {
    localStorage.setItem(MARK, "kept");
  } catch (error) {
    console.debug("no mark:", error); // an answer is worth more
  }
}

// `texts` are written in letters whose fonts will be wanted.
export async function keepShell(address, texts) {
  if (!window.isSecureContext || !("caches" in window)) return;
  try {
    await document.fonts.load("1em 'Inter Variable'", texts);
    const page = await fetch(address, { redirect: "error" });
    if (!page.ok) return;
    const cache = await caches.open(SHELL);
    const files = filesOf(await page.clone().text());
    await Promise.all((await cache.keys()).filter(({ url }) => !files.has(url)).map((request) => cache.delete(request)));
    await cache.put(address, page);
    await Promise.all([...files].map((url) => keepFile(cache, url)));
  } catch (error) {
    console.debug("the page is not kept:", error);
  }
}

// What this page has loaded, and what the copy names.
function filesOf(html) {
  const copy = new DOMParser().parseFromString(html, "text/html");
  const named = [...copy.querySelectorAll("script[src], link[rel=stylesheet], link[rel=icon], img[src]")];
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const urls = [...loaded, ...named.map((one) => new URL(one.getAttribute("src") ?? one.getAttribute("href"), location.href).href)];
  return new Set(urls.filter((url) => url.startsWith(`${location.origin}/static/`)));
}

async function keepFile(cache, url) {
  if (!(await cache.match(url))) await cache.add(url);
}

// Whoever is signed in no more leaves no card behind. What was not sent stays: it has no texts, and belongs to them.
export async function forgetPractice() {
  if ("caches" in window) await caches.delete(SHELL);
  const { openStore } = await import("./store.js");
  await (await openStore()).forget();
  localStorage.removeItem(MARK);
}
