// What the page asks the server, and what became of it: "done", "rejected", "signed_out" or "failed".

import { currentToken } from "../token.js";

const PATIENCE = 20_000; // ms

export function createWire({ queue, sync, summary, learner }) {
  return {
    queue: () => ask(queue, {}, learner),
    summary: () => ask(summary, {}, learner),
    sync: (ops) => ask(sync, { method: "POST", body: JSON.stringify({ learner, sent_at: new Date().toISOString(), ops }) }, learner),
    card: (address) => ask(address, {}, learner),
    saveCard: (address, form) => ask(address, { method: "POST", body: new URLSearchParams(new FormData(form)) }, learner),
  };
}

async function ask(address, options, learner) {
  const headers = { Accept: "application/json" };
  if (options.method === "POST") headers["X-CSRFToken"] = currentToken() ?? "";
  if (typeof options.body === "string") headers["Content-Type"] = "application/json";
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    // The way to the sign-in page is not followed.
    const response = await fetch(address, { ...options, headers, signal, redirect: "manual" });
    return await understood(response, learner);
  } catch (error) {
    console.debug("no answer:", error);
    return { kind: "failed" };
  }
}

async function understood(response, learner) {
  // Without its cookies a page is refused before anybody asks who sent it.
  if (response.type === "opaqueredirect" || [401, 403].includes(response.status)) return { kind: "signed_out" };
  const isText = !response.headers.get("Content-Type")?.includes("json");
  const body = isText ? { text: await response.text() } : await response.json();
  if (body.learner && body.learner !== learner) return { kind: "signed_out" }; // somebody else has signed in
  if (response.ok) return { ...body, kind: "done" };
  const isFinal = response.status >= 400 && response.status < 500 && ![408, 425, 429].includes(response.status);
  return { ...body, kind: isFinal ? (body.code === "other_learner" ? "signed_out" : "rejected") : "failed" };
}
