// Plays a session: what a person does changes it, the change is stored, drawn, and sent when there is a network.

import { toast, toggleSignedOut } from "../toasts.js";
import { judge } from "./answers.js";
import { createClock } from "./clock.js";
import { drawFrame, drawSaved, drawSummary, drawTime, drawTomorrow } from "./frame.js";
import { createOutbox } from "./outbox.js";
import * as rules from "./session.js";
import { keepShell, markKept } from "./shell.js";
import { drawAnswer, drawCard, drawVerdict, isTyped, part, spoken, spokenAnswer } from "./stage.js";
import { say } from "./words.js";

export function createPlayer({ place, store, wire }) {
  const { learner } = place.dataset;
  const stage = place.querySelector("[data-stage]");
  const said = place.querySelector("[data-said]");
  const clock = createClock({ tick: (elapsed) => drawTime(place, elapsed) });
  const outbox = createOutbox({ store, learner, send: wire.sync, later: (work, ms) => setTimeout(work, ms), tell: hear, isOnline: () => navigator.onLine });
  let session = null;
  let isDrawn = false; // whether the session is on the stage
  let isFetching = false;
  let isRevealWanted = false; // pressed before the cards had come
  let isGivenUp = false; // they do not come: the server's forms are the way on

  // Beginning

  async function open() {
    await store.forget({ but: learner });
    const stored = await store.session(learner);
    if (rules.canResume(stored, learner) && (isToday(stored) || !navigator.onLine)) await resume(stored);
    await outbox.flush();
    if (!(await fetchBatch({ isFirst: true })) && !session) nothingToGoOnWith();
  }

  // One that has come to its end waits whether there are new cards.
  async function resume(stored) {
    if (stored.current || !navigator.onLine) await show(stored, { isFirst: true });
    else session = stored;
  }

  function nothingToGoOnWith() {
    isGivenUp = !stage.querySelector("[data-waiting]"); // the server's card is there, and its forms work
    if (isGivenUp) return void (isRevealWanted && askServer());
    stage.replaceChildren(part("offline"));
    focus("[data-heading]");
  }

  function askServer() {
    stage.querySelector("form [data-reveal]")?.click();
  }

  // Somebody looks at the page again, or there is a network again: other tabs and devices went on meanwhile.
  async function comeBack() {
    await outbox.flush();
    if (!session) return void (await fetchBatch({ isFirst: true }));
    const isBusy = !session.current || session.isRevealed || stage.querySelector("#practice-typed")?.value;
    if (!isBusy && navigator.onLine) await fetchBatch({ isBack: true });
  }

  async function fetchBatch({ isFirst = false, isBack = false } = {}) {
    if (isFetching) return false;
    isFetching = true;
    const batch = await wire.queue().finally(() => (isFetching = false));
    if (batch.kind === "signed_out") toggleSignedOut(true);
    if (batch.kind !== "done") return false;
    const after = joined(batch, isFirst || isBack);
    const isNew = !isDrawn || rules.isOther(session, after);
    const kept = keep(after); // who answers while it is stored goes on from it
    if (isNew) show(after, { isFirst });
    else drawFrame(place, session);
    await kept;
    if (isFirst && session.current) keepShell(place.dataset.shell, lettersOf(batch)); // nobody waits for it
    return true;
  }

  function joined(batch, isAnew) {
    const goesOn = session?.day === batch.day && (session.current || !batch.cards.length);
    if (!goesOn) return rules.begin(batch, Date.now());
    const after = rules.withBatch(isAnew && !session.isRevealed ? rules.withoutGone(session, batch) : session, batch);
    return after.current ? after : rules.next(after, Date.now());
  }

  // Showing

  function show(after, { isFirst = false } = {}) {
    session = rules.concealed(after);
    isDrawn = true;
    isGivenUp = false;
    clock[session.current ? "begin" : "stop"](session.elapsed);
    drawFrame(place, session);
    if (!session.current) return finish(isFirst);
    const { card } = session.current;
    prepare(card);
    drawCard(stage, card);
    const canFocus = !isFirst || document.activeElement === document.body;
    if (canFocus) focus("#practice-typed, [data-reveal]");
    speak(`${spoken(card)}. ${say("left", { n: rules.left(session) })}`);
    if (card.ask === "listening" && navigator.userActivation?.hasBeenActive) play();
    if (isRevealWanted && !isTyped(card)) reveal();
    isRevealWanted = false;
  }

  // Nobody waits for it: between a card and the next one a press would be taken for the wrong one.
  function prepare(card) {
    if (card.audio) import("../audio.js").then(({ start }) => start(), (error) => console.debug("no player:", error));
  }

  async function finish(isFirst) {
    if (!session.past.length && stage.querySelector(".lx-empty")) return; // the server's page says it already
    drawSummary(stage, session);
    if (!isFirst) focus("[data-heading]");
    speak(session.past.length ? say("reviewed", { n: rules.summary(session).cards }) : "");
    await outbox.flush();
    const facts = await wire.summary();
    if (facts.kind === "done" && !session.current) drawTomorrow(stage, facts);
  }

  function focus(selector) {
    stage.querySelector(selector)?.focus({ preventScroll: true });
  }

  // Said twice alike, it must change to be heard.
  function speak(text) {
    said.textContent = said.textContent === text ? `${text}\u00a0` : text;
  }

  // Changing

  async function keep(after, { op = null, cancels = null } = {}) {
    session = rules.withElapsed(after, after.elapsed);
    markKept();
    await store.write({ session, op: op && { learner, op }, cancels });
  }

  async function change(after, op, cancels = null) {
    const stamped = rules.withElapsed(after, clock.total());
    drawSaved(place, { state: "saving", waiting: 1 });
    const kept = keep(stamped, { op, cancels });
    show(stamped);
    await kept;
    outbox.flush();
  }

  function reveal(judged = null, suggested = null) {
    if (!session) return isGivenUp ? askServer() : void (isRevealWanted = true);
    if (!session.current || session.isRevealed) return;
    const { card } = session.current;
    session = rules.reveal(session);
    drawAnswer(stage, card, judged);
    suggest(suggested ?? (isTyped(card) ? "again" : "good"));
    speak([judged && stage.querySelector("[data-sentence]").textContent, spokenAnswer(card)].filter(Boolean).join(" "));
  }

  function suggest(name) {
    for (const button of stage.querySelectorAll("[data-grades] button")) {
      button.classList.toggle("is-suggested", button.value === name);
    }
    focus(`[data-grades] [value="${name}"]`);
  }

  const SUGGESTED = { right: "good", almost: "hard", wrong: "again" };

  function check() {
    if (!session?.current || session.isRevealed) return;
    const { accepted, articles } = session.current.card;
    const judged = judge(stage.querySelector("#practice-typed").value, accepted, articles);
    reveal(judged, SUGGESTED[judged.verdict]);
  }

  // The learner knows better.
  function overrule() {
    const { card } = session.current;
    drawVerdict(stage.querySelector("[data-verdict]"), { verdict: "right", isExact: true, pieces: [] }, card);
    stage.querySelector("[data-sentence]").textContent = say("overruled");
    suggest("good");
    speak(say("overruled"));
  }

  function grade(name) {
    if (!session?.isRevealed) return;
    const [{ card }, key, now] = [session.current, newKey(), Date.now()];
    const seconds = rules.secondsOf(clock.onCard());
    const { entry, direction, seen, ask } = card;
    const op = { op: "review", key, entry, direction, grade: name, at: new Date(now).toISOString(), seconds, seen, ask };
    return change(rules.grade(session, { grade: name, key, now, seconds }), op);
  }

  function suspend() {
    if (!session?.current) return;
    const key = newKey();
    const op = { op: "suspend", key, entry: session.current.card.entry, at: new Date().toISOString() };
    toast(say("suspended"), null, "success");
    return change(rules.suspend(session, { key, now: Date.now() }), op);
  }

  async function undo() {
    const done = session?.past.at(-1);
    if (!done) return speak(say("nothing_to_undo"));
    const ways = { review: { op: "undo", of: done.key }, suspend: { op: "unsuspend", entry: done.card.entry } };
    const changed = change(rules.undo(session), { key: newKey(), at: new Date().toISOString(), ...ways[done.kind] }, done.key);
    speak(`${say("undone")} ${spoken(session.current.card)}`); // at once: while it is stored the card may be answered
    await changed;
  }

  function play() {
    stage.querySelector("[data-play]:not([hidden])")?.click();
  }

  async function more() {
    await outbox.flush();
    if (!(await fetchBatch())) toast(say("needs_network"));
    else if (!session.current) stage.querySelector("[data-do=more]")?.setAttribute("hidden", "");
  }

  // The same cards with other texts.
  async function renew(cards) {
    const wasRevealed = session.isRevealed;
    const kept = keep(cards.reduce((one, card) => rules.withCard(one, card), session));
    show(session);
    if (wasRevealed) reveal();
    await kept;
  }

  // Hearing

  function hear({ state, waiting, answer }) {
    if (session || waiting || answer) drawSaved(place, { state, waiting });
    toggleSignedOut(state === "signed_out");
    if (answer) settle(answer, waiting);
    if (state === "saved" && session && rules.wantsMore(session)) fetchBatch();
  }

  function settle(answer, waiting) {
    for (const { status, message } of answer.results) if (status === "refused") toast(message || say("refused"));
    if (!session || waiting || !answer.goal) return; // what is not sent yet is in our numbers, not in the server's
    session = rules.withTruth(session, answer);
    drawFrame(place, session);
  }

  return {
    open, comeBack, reveal, check, overrule, grade, suspend, undo, play, more, renew,
    isGivenUp: () => isGivenUp,
    isRevealed: () => Boolean(session?.isRevealed),
    card: () => session?.current?.card ?? null,
    isOver: () => Boolean(session) && !session.current,
  };
}

function isToday({ day }) {
  return day === new Date().toLocaleDateString("sv"); // as the server writes days
}

function lettersOf({ cards }) {
  const letters = cards.flatMap((card) => [...card.front, ...card.back]).flatMap(({ text }) => [...text]);
  return [...new Set(letters)].join("");
}

// Where there is no HTTPS, browsers make no such keys by themselves.
export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes].map((byte, at) => ([4, 6, 8, 10].includes(at) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
}
