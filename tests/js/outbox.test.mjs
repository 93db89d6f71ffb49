import assert from "node:assert/strict";
import { test } from "node:test";
import { createOutbox } from "../../src/lexora/ui/static/ui/js/practice/outbox.js";
import { memoryStore, sturdy } from "../../src/lexora/ui/static/ui/js/practice/store.js";

const op = (key) => ({ learner: "ann", op: { op: "review", key } });

// An outbox whose server answers what `answers` has in turn, then that everything is done.
function outboxOf({ answers = [], store = memoryStore(), isOnline = () => true } = {}) {
  const seen = { sent: [], told: [], delayed: [] };
  const send = async (ops) => {
    seen.sent.push(ops.map(({ key }) => key));
    const answer = answers.shift() ?? "done";
    const results = ops.map(({ key }) => ({ key, status: "done" }));
    return typeof answer === "function" ? answer(ops) : { kind: answer, results };
  };
  const later = (work, ms) => seen.delayed.push({ work, ms });
  const outbox = createOutbox({ store, learner: "ann", send, later, tell: (news) => seen.told.push(news), isOnline });
  return { ...seen, store, outbox };
}

const states = (told) => told.map(({ state, waiting }) => `${state} ${waiting}`);

test("ops are sent in their order and forgotten when the server has answered", async () => {
  const { store, outbox, sent, told } = outboxOf();
  for (const key of ["a", "b", "c"]) await store.write({ op: op(key) });
  await outbox.flush();
  assert.deepEqual(sent, [["a", "b", "c"]]);
  assert.deepEqual(states(told), ["saving 0", "saved 0"]);
});

test("at most a hundred go in one request", async () => {
  const { store, outbox, sent } = outboxOf();
  for (let at = 0; at < 230; at++) await store.write({ op: op(String(at)) });
  await outbox.flush();
  assert.deepEqual(sent.map((keys) => keys.length), [100, 100, 30]);
  assert.deepEqual(sent.flat(), Array.from({ length: 230 }, (_, at) => String(at)));
});

test("without a network they stay, and are sent again after longer and longer waits", async () => {
  const { store, outbox, sent, told, delayed } = outboxOf({ answers: ["failed", "failed"] });
  await store.write({ op: op("a") });
  await outbox.flush();
  assert.deepEqual(states(told), ["failed 1"]);
  delayed[0].work();
  await outbox.flush();
  assert.ok(delayed[1].ms > delayed[0].ms);
  assert.deepEqual(sent, [["a"], ["a"], ["a"]]);
  assert.equal(states(told).at(-1), "saved 0");
});

test("a delayed attempt that was overtaken does nothing", async () => {
  const { store, outbox, sent, delayed } = outboxOf({ answers: ["failed"] });
  await store.write({ op: op("a") });
  await outbox.flush();
  await outbox.flush();
  await store.write({ op: op("b") });
  delayed[0].work();
  await Promise.resolve();
  assert.deepEqual(sent, [["a"], ["a"]]);
});

test("who is signed out keeps what waits", async () => {
  const { store, outbox, told } = outboxOf({ answers: ["signed_out"] });
  await store.write({ op: op("a") });
  await outbox.flush();
  assert.deepEqual(states(told), ["signed_out 1"]);
});

test("a refused op is told and does not hold up the others", async () => {
  const refuse = (ops) => ({ kind: "done", results: ops.map(({ key }) => ({ key, status: key === "b" ? "refused" : "done" })) });
  const { store, outbox, told } = outboxOf({ answers: [refuse] });
  for (const key of ["a", "b", "c"]) await store.write({ op: op(key) });
  await outbox.flush();
  assert.deepEqual(told[0].answer.results.map(({ status }) => status), ["done", "refused", "done"]);
  assert.equal(states(told).at(-1), "saved 0");
});

test("a request that can never be accepted costs the one op that spoils it", async () => {
  const spoilt = (ops) => (ops.some(({ key }) => key === "b") ? { kind: "rejected" } : { kind: "done", results: ops.map(({ key }) => ({ key, status: "done" })) });
  const { store, outbox, sent, told } = outboxOf({ answers: [spoilt, spoilt, spoilt, spoilt] });
  for (const key of ["a", "b", "c"]) await store.write({ op: op(key) });
  await outbox.flush();
  assert.deepEqual(sent, [["a", "b", "c"], ["a"], ["b"], ["c"]]);
  assert.deepEqual(told.flatMap(({ answer }) => answer?.results ?? []).filter(({ status }) => status === "refused").map(({ key }) => key), ["b"]);
});

test("what is done while it sends is sent as well", async () => {
  const store = memoryStore();
  const meanwhile = async (ops) => {
    await store.write({ op: op("b") });
    void outbox.flush();
    return { kind: "done", results: ops.map(({ key }) => ({ key, status: "done" })) };
  };
  const { outbox, sent } = outboxOf({ store, answers: [meanwhile] });
  await store.write({ op: op("a") });
  await outbox.flush();
  assert.deepEqual(sent, [["a"], ["b"]]);
});

test("an undo takes back what was never sent, and is sent itself when that may have arrived", async () => {
  const { store, outbox, sent } = outboxOf({ answers: ["failed"] });
  await store.write({ op: op("a") });
  await store.write({ op: op("undo a"), cancels: "a" });
  assert.equal(await store.waiting("ann"), 0);
  await store.write({ op: op("b") });
  await outbox.flush(); // tried in vain, as far as one can tell
  await store.write({ op: op("undo b"), cancels: "b" });
  await outbox.flush();
  assert.deepEqual(sent, [["b"], ["b", "undo b"]]);
});

test("where there is certainly no network nothing is tried, so that it can be taken back", async () => {
  let online = false;
  const { store, outbox, sent, told } = outboxOf({ isOnline: () => online });
  for (const key of ["a", "b"]) await store.write({ op: op(key) });
  await outbox.flush();
  assert.deepEqual(states(told), ["failed 2"]);
  await store.write({ op: op("undo b"), cancels: "b" });
  online = true;
  await outbox.flush();
  assert.deepEqual(sent, [["a"]]);
});

test("the ops of another learner are not touched", async () => {
  const { store, outbox, sent } = outboxOf();
  await store.write({ op: { learner: "bob", op: { key: "x" } } });
  await outbox.flush();
  assert.deepEqual(sent, []);
  assert.equal(await store.waiting("bob"), 1);
});

test("forgetting takes sessions and leaves what waits", async () => {
  const store = memoryStore();
  for (const learner of ["ann", "bob"]) await store.write({ session: { learner }, op: { learner, op: { key: learner } } });
  await store.forget({ but: "ann" });
  assert.ok(await store.session("ann"));
  assert.equal(await store.session("bob"), undefined);
  await store.forget();
  assert.equal(await store.session("ann"), undefined);
  assert.deepEqual([await store.waiting("ann"), await store.waiting("bob")], [1, 1]);
});

test("where a device keeps nothing more, what is done is sent all the same, behind what it has", async () => {
  const kept = memoryStore();
  await kept.write({ op: op("a") });
  const store = sturdy({ ...kept, write: () => Promise.reject(new Error("full")) });
  for (const key of ["b", "c"]) await store.write({ session: { learner: "ann", at: key }, op: op(key) });
  assert.deepEqual([await store.waiting("ann"), (await store.session("ann")).at], [3, "c"]);
  const { outbox, sent, told } = outboxOf({ store });
  await outbox.flush();
  assert.deepEqual(sent.flat(), ["a", "b", "c"]);
  assert.deepEqual(states(told).at(-1), "saved 0");
});
