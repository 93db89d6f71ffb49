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

// What a session of practice kept on this device goes when nobody is signed in any more.
export async function forgetWhoLeft() {
  const isGuest = !document.body.hasAttribute("data-socket") && !document.querySelector("[data-practice]");
  if (!isGuest || !localStorage.getItem("lexora-practice")) return;
  const { forgetPractice } = await import("./practice/shell.js");
  await forgetPractice();
}
