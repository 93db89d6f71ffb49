// What stands round the card: progress, what is left, time, experience, and whether everything is saved.

import { left, progress, summary } from "./session.js";
import { GAP, part } from "./stage.js";
import { say, time } from "./words.js";

const SLOW = 600; // ms of saving without a word

export function drawFrame(place, session) {
  place.querySelector("[data-head]").hidden = !session.current && !session.past.length;
  const bar = place.querySelector("[data-progress]");
  bar.value = Math.round(progress(session) * 100);
  for (const [name, number] of Object.entries(session.counts)) {
    const element = place.querySelector(`[data-count="${name}"]`);
    if (element) element.textContent = number;
  }
  const { done, goal } = session.goal;
  place.querySelector("[data-goal]").textContent = `${done} / ${goal}`;
  place.querySelector(".lx-practice__goal").classList.toggle("is-reached", done >= goal);
  const { xp } = summary(session);
  const gained = place.querySelector("[data-xp]");
  gained.hidden = !session.game || !xp;
  gained.textContent = say("xp", { n: xp });
  place.querySelector("[data-head] [data-do=undo]").disabled = !session.past.length;
  place.dataset.state = session.current ? "card" : "done";
}

export function drawTime(place, milliseconds) {
  place.querySelector("[data-time]").textContent = time(milliseconds / 1000);
}

// How what was done gets to the server. Saving is worth a word only when it takes its time, and is said aloud only when
// there is trouble, or no more.
export function drawSaved(place, { state, waiting }) {
  const badge = place.querySelector("[data-saved]");
  const isOffline = state === "failed" && !navigator.onLine;
  const name = waiting ? (isOffline ? "offline" : state) : "saved";
  const isTrouble = !["saved", "saving"].includes(name);
  badge.hidden = false;
  badge.dataset.state = name;
  badge.classList.toggle("lx-badge--pending", isTrouble);
  if (name === "saving") return void setTimeout(() => badge.dataset.state === "saving" && write(badge, name, waiting), SLOW);
  write(badge, name, waiting);
  const said = place.querySelector("[data-saved-said]");
  if ((isTrouble || said.textContent) && said.dataset.state !== name) said.textContent = badge.textContent;
  said.dataset.state = name;
}

function write(badge, name, waiting) {
  badge.textContent = say(name, { n: waiting });
}

// The end: how it went, and what comes tomorrow.
export function drawSummary(stage, session) {
  const facts = summary(session);
  stage.replaceChildren(part(facts.cards ? "summary" : "nothing"));
  if (!facts.cards) return;
  stage.querySelector("[data-reviewed]").textContent = say("reviewed", { n: facts.cards });
  drawRing(stage.querySelector("[data-ring]"), facts.accuracy);
  fact(stage, "time", time(facts.seconds));
  if (session.game) fact(stage, "xp", say("xp", { n: facts.xp }));
  if (session.game?.streak) fact(stage, "streak", say("days", { n: session.game.streak }));
  const reached = stage.querySelector("[data-goal-reached]");
  reached.hidden = session.goal.done < session.goal.goal;
  reached.textContent = say("goal_reached", { n: session.goal.goal });
  drawMissed(stage.querySelector("[data-missed]"), facts.missed);
  stage.querySelector("[data-do=more]").hidden = !left(session);
}

function drawRing(ring, percent) {
  ring.ariaLabel = say("accuracy", { n: percent });
  ring.querySelector("[data-accuracy]").textContent = `${percent} %`;
  ring.querySelector(".lx-ring__value").setAttribute("stroke-dasharray", `${percent} 100`);
  ring.classList.toggle("lx-ring--full", percent === 100);
}

function fact(stage, name, text) {
  const element = stage.querySelector(`[data-fact="${name}"]`);
  element.hidden = false;
  element.querySelector("dd").textContent = text;
}

function drawMissed(place, cards) {
  place.hidden = !cards.length;
  place.querySelector("ul").replaceChildren(
    ...cards.slice(0, 12).map((card) => {
      const [item, link] = [document.createElement("li"), document.createElement("a")];
      link.className = "lx-chip";
      link.href = card.url;
      const [text] = card.front.length ? card.front : card.back;
      link.lang = text?.language ?? "";
      link.textContent = (text?.text ?? "").replace(GAP, "…");
      item.append(link);
      return item;
    }),
  );
}

export function drawTomorrow(stage, { tomorrow }) {
  const parts = [
    tomorrow.review && say("to_review", { n: tomorrow.review }),
    tomorrow.new && say("to_begin", { n: tomorrow.new }),
  ].filter(Boolean);
  if (stage.querySelector("[data-fact=tomorrow]")) fact(stage, "tomorrow", parts.join(" · ") || say("nothing_tomorrow"));
}
