// The service worker: files from its cache, pages from the network, and a page of ours when there is none.
// It is served at /sw.js with a first line that tells it what it has to know:
// SHELL = { version, offline: address, files: [addresses], direct: [beginnings of addresses], static: "/static/",
// practice: { path, shell: address } }.
// No page with anything of a person is ever kept. Of the practice page a session keeps a copy without card or name in a
// cache of its own; the cards lie in the page's own store (practice/store.js), and both go when somebody signs out.

const SHELL_CACHE = `lexora-shell-${SHELL.version}`; // the offline page and its files
const FILES_CACHE = "lexora-files"; // files met on the way; their names change with their content
const PRACTICE_CACHE = "lexora-practice"; // filled and emptied by practice/shell.js
const MOST_FILES = 400;
const HASHED = /\.[0-9a-f]{12}\.[a-z0-9]+$/;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const answer = answerTo(event);
  if (answer) event.respondWith(answer); // everything else is the browser's, as if there were no worker
});

async function install() {
  const shell = await caches.open(SHELL_CACHE);
  await shell.addAll([new Request(SHELL.offline, { cache: "reload" }), ...SHELL.files]);
  await self.skipWaiting(); // both versions do the same for open pages, so the new one need not wait
}

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("lexora-shell-") && name !== SHELL_CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await dropOldestFiles();
}

async function dropOldestFiles() {
  const files = await caches.open(FILES_CACHE);
  const kept = await files.keys(); // oldest first
  await Promise.all(kept.slice(0, Math.max(0, kept.length - MOST_FILES)).map((request) => files.delete(request)));
}

function answerTo(event) {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return undefined;
  if (request.mode === "navigate") return isDirect(url) ? undefined : pageFromNetwork(request);
  return isKeptFile(request, url) ? fileFromCache(event) : undefined;
}

function isDirect(url) {
  return SHELL.direct.some((beginning) => url.pathname.startsWith(beginning));
}

function isKeptFile(request, url) {
  return url.pathname.startsWith(SHELL.static) && HASHED.test(url.pathname) && !request.headers.has("range");
}

async function pageFromNetwork(request) {
  try {
    return await fetch(request);
  } catch (error) {
    return (await keptPractice(request)) ?? (await kept(SHELL.offline)) ?? Promise.reject(error);
  }
}

// A session that was begun goes on without a network.
function keptPractice(request) {
  if (new URL(request.url).pathname !== SHELL.practice.path) return undefined;
  return caches.match(SHELL.practice.shell, { cacheName: PRACTICE_CACHE, ignoreVary: true });
}

async function fileFromCache(event) {
  const known = await kept(event.request);
  if (known) return known;
  const answer = await fetch(event.request);
  if (answer.status === 200) event.waitUntil(keep(event.request, answer.clone()));
  return answer;
}

function kept(request) {
  return caches.match(request, { ignoreVary: true });
}

async function keep(request, answer) {
  try {
    const files = await caches.open(FILES_CACHE);
    await files.put(request, answer);
  } catch (error) {
    console.debug("not kept:", request.url, error); // no room left: the network has the file again
  }
}
