import assert from "node:assert/strict";
import { test } from "node:test";
import * as rules from "../../src/lexora/ui/static/ui/js/practice/session.js";

const NOW = 1_000_000;
const MINUTE = 60_000;
const outcome = (text, seconds, xp, step = null) => ({ text, seconds, step, xp });
const DAYS = { again: outcome("1 d", null, 0), hard: outcome("1 d", null, 5), good: outcome("4 d", null, 10), easy: outcome("5 d", null, 15) };
const STEPS = { ...DAYS, again: outcome("1 min", 60, 0, 0) };
const IN_STEPS = [{ ...STEPS, good: outcome("10 min", 600, 0, 1) }, STEPS];

function card(entry, more = {}) {
  const texts = { front: [{ text: `word ${entry}` }], back: [], hint: [], accepted: [], note: "", audio: null };
  return { entry, direction: "", ask: "forward", state: "new", seen: 0, due_at: null, step: null, ...texts, intervals: DAYS, in_steps: [], ...more };
}

function batch(cards, more = {}) {
  const count = (state) => cards.filter((one) => one.state === state).length;
  const counts = { new: count("new"), learning: count("learning"), review: count("review") };
  const game = { lifetime: 100, level: 2, xp_today: 0, booster: 0, streak: 1 };
  return { learner: "ann", day: "2026-03-02", counts, goal: { done: 0, goal: 3 }, game, is_whole: true, cards, ...more };
}

const begun = (...cards) => rules.begin(batch(cards), NOW);
const graded = (session, grade, { key = "k", now = NOW } = {}) => rules.grade(session, { grade, key, now, seconds: 5 });
const turn = (session) => session.current?.card.entry ?? null;
const same = (one, other) => assert.deepEqual({ ...one, isRevealed: 0 }, { ...other, isRevealed: 0 });

test("cards come in the order of the server", () => {
  let session = begun(card(1), card(2));
  assert.equal(turn(session), 1);
  session = graded(session, "good");
  assert.equal(turn(session), 2);
  session = graded(session, "good");
  assert.equal(turn(session), null);
});

test("an answer is counted at once", () => {
  const session = graded(begun(card(1), card(2, { state: "review" })), "easy");
  assert.deepEqual(session.counts, { new: 0, learning: 0, review: 1 });
  assert.deepEqual(session.goal, { done: 1, goal: 3 });
  assert.equal(session.game.xp_today, 15);
  assert.equal(rules.progress(session), 0.5);
});

test("with nothing done yet there is no progress, with nothing to do all of it", () => {
  assert.equal(rules.progress(begun(card(1))), 0);
  assert.equal(rules.progress(begun()), 1);
});

test("who hides the game has none", () => {
  const session = rules.grade(rules.begin(batch([card(1)], { game: null }), NOW), { grade: "good", key: "k", now: NOW, seconds: 1 });
  assert.equal(session.game, null);
});

test("after Again a card with steps comes once more after its minute, before the queue", () => {
  let session = begun(card(1, { intervals: STEPS, in_steps: IN_STEPS }), card(2), card(3));
  session = graded(session, "again");
  assert.equal(turn(session), 2); // its minute is not over
  assert.deepEqual(session.counts, { new: 2, learning: 1, review: 0 });
  session = graded(session, "good", { now: NOW + MINUTE });
  assert.equal(turn(session), 1);
  assert.equal(rules.outcomes(session.current.card).good.text, "10 min");
  session = graded(session, "good", { now: NOW + MINUTE });
  assert.equal(turn(session), 3);
  assert.deepEqual(session.waiting.map(({ card: { step }, due }) => [step, due]), [[1, NOW + 11 * MINUTE]]);
});

test("when nothing but waiting cards is left they come early", () => {
  const session = graded(begun(card(1, { intervals: STEPS, in_steps: IN_STEPS })), "again");
  assert.equal(turn(session), 1);
  assert.equal(session.current.card.seen, 1);
  const after = graded(session, "easy", { now: NOW + 1 });
  assert.equal(turn(after), null);
  assert.deepEqual(after.counts, { new: 0, learning: 0, review: 0 });
  assert.equal(after.goal.done, 1); // the steps of a day are one review
});

test("what waits longer than one looks ahead is left for later", () => {
  const later = card(1, { due_at: new Date(NOW + 21 * MINUTE).toISOString() });
  assert.equal(turn(begun(later)), null);
});

for (const grade of ["again", "hard", "good", "easy"]) {
  test(`undo after ${grade} leads back to where it was`, () => {
    for (const cards of [[card(1)], [card(1), card(2)], [card(1, { intervals: STEPS, in_steps: IN_STEPS }), card(2)]]) {
      const session = begun(...cards);
      same(rules.undo(graded(session, grade)), session);
    }
  });
}

test("undo goes back step by step, also from the end", () => {
  const states = [begun(card(1, { intervals: STEPS, in_steps: IN_STEPS }), card(2))];
  for (const grade of ["again", "good", "good", "good"]) states.push(graded(states.at(-1), grade, { now: NOW + states.length * MINUTE }));
  assert.equal(turn(states.at(-1)), null);
  for (let session = states.pop(); states.length; ) {
    session = rules.undo(session);
    same(session, states.pop());
  }
});

test("with nothing done there is nothing to undo", () => {
  const session = begun(card(1));
  assert.equal(rules.undo(session), session);
});

test("suspending takes a card away however it is asked, and can be undone", () => {
  const session = begun(card(1), card(2), card(1, { direction: "reverse" }));
  const after = rules.suspend(session, { key: "k", now: NOW });
  assert.equal(turn(after), 2);
  assert.deepEqual(after.queue, []);
  assert.equal(rules.left(after), 1);
  const back = rules.undo(after);
  assert.equal(turn(back), 1);
  assert.equal(rules.left(back), 3);
});

test("what was answered meanwhile does not come again with the next cards", () => {
  const session = graded(begun(card(1), card(2)), "good");
  const after = rules.withBatch(session, batch([card(1), card(2), card(3)]));
  assert.deepEqual([turn(after), ...after.queue.map(({ card: { entry } }) => entry)], [2, 3]);
});

test("but it comes when it was reviewed since, or the answer was undone", () => {
  const session = graded(begun(card(1)), "good");
  assert.deepEqual(rules.withBatch(session, batch([card(1, { seen: 1 })])).queue.length, 1);
  const undone = rules.undo(session);
  assert.equal(rules.withBatch({ ...undone, current: null }, batch([card(1)])).queue.length, 1);
});

test("what the server has no more is not asked after coming back", () => {
  const session = begun(card(1), card(2));
  const after = rules.withoutGone(session, batch([card(2)]));
  assert.equal(turn(rules.next(rules.withBatch(after, batch([card(2)])), NOW)), 2);
  assert.equal(turn(rules.withoutGone(session, batch([card(2)], { is_whole: false }))), 1);
});

test("an edited card has its new texts and keeps its place", () => {
  const session = begun(card(1), card(2));
  const after = rules.withCard(session, card(1, { front: [{ text: "new" }], seen: 9 }));
  assert.deepEqual([after.current.card.front[0].text, after.current.card.seen], ["new", 0]);
});

test("a card that is asked otherwise now has what belongs to it", () => {
  const session = begun(card(1));
  const fresh = card(1, { ask: "typed", accepted: ["yes"], articles: ["the"], intervals: STEPS, in_steps: IN_STEPS });
  const after = rules.withCard(session, fresh);
  assert.deepEqual(after.current.card, { ...fresh });
  assert.equal(rules.isOther(session, after), true);
  assert.equal(rules.isOther(session, rules.withCard(session, card(1))), false);
});

test("more is asked for when few cards are here and the server has others", () => {
  const many = Array.from({ length: 5 }, (_, at) => card(at));
  const counts = { new: 50, learning: 0, review: 0 };
  assert.equal(rules.wantsMore(rules.begin(batch(many, { counts, is_whole: false }), NOW)), true);
  assert.equal(rules.wantsMore(rules.begin(batch(many, { counts }), NOW)), false);
  assert.equal(rules.wantsMore(rules.begin(batch(many, { is_whole: false }), NOW)), false);
});

test("a stored session is taken up by its learner alone", () => {
  const session = begun(card(1));
  assert.equal(rules.canResume(session, "ann"), true);
  assert.equal(rules.canResume(session, "bob"), false);
  assert.equal(rules.canResume({ ...session, version: 0 }, "ann"), false);
  assert.equal(rules.canResume(undefined, "ann"), false);
});

test("the summary counts cards, the share of answers, and names what was missed once", () => {
  let session = begun(card(1, { intervals: STEPS, in_steps: IN_STEPS }), card(2));
  for (const [at, grade] of ["again", "good", "again", "easy"].entries()) session = graded(session, grade, { key: String(at), now: NOW + at });
  const { cards, accuracy, missed } = rules.summary(session);
  assert.deepEqual([cards, accuracy, missed.map(({ entry }) => entry)], [2, 50, [1]]);
  assert.equal(rules.summary(begun()).accuracy, null);
});

test("a booster doubles what an answer earns, as long as it lasts", () => {
  const game = { lifetime: 0, level: 1, xp_today: 0, booster: 1, streak: 0 };
  const session = rules.begin(batch([card(1), card(2), card(3)], { game }), NOW);
  const states = [session];
  for (const grade of ["again", "good", "good"]) states.push(graded(states.at(-1), grade));
  assert.deepEqual(states.map((one) => [one.game.xp_today, one.game.booster]), [[0, 1], [0, 1], [20, 0], [30, 0]]);
  const back = rules.undo(rules.undo(states.at(-1)));
  assert.deepEqual([back.game.xp_today, back.game.booster], [0, 1]);
});

test("what the server says when all is sent counts", () => {
  const after = rules.withTruth(begun(card(1)), { counts: { new: 0, learning: 0, review: 4 }, goal: { done: 7, goal: 9 }, game: null });
  assert.deepEqual([rules.left(after), after.goal.done, after.game], [4, 7, null]);
});
