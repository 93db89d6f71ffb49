// The service worker, where browsers allow one. Without it everything works as long as there is a network.
export function registerServiceWorker() {
  if (!window.isSecureContext || !("serviceWorker" in navigator)) return;
  window.addEventListener("load", async () => {
    try {
      await navigator.serviceWorker.register("/sw.js");
    } catch (error) {
      console.debug("no service worker:", error);
    }
  });
}
