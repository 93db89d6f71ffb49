// Sends what was done, in the order in which it was done, until the server has said of each op that it is done or refused.
//
// `send(ops)` answers { kind: "done", results, … }, { kind: "rejected" } (never to be sent like this again),
// { kind: "signed_out" }, or { kind: "failed" } (try later). `later(work, ms)` is setTimeout. `isOnline()` is false when
// there is certainly no network.

const MOST = 100; // ops of one request
const FIRST_WAIT = 2_000; // ms
const LONGEST_WAIT = 60_000; // ms

export function createOutbox({ store, learner, send, later, tell, isOnline = () => true }) {
  let size = MOST;
  let wait = FIRST_WAIT;
  let current = null; // the round of sending that is under way
  let isWanted = false; // another one is asked for
  let timer = 0; // which delayed attempt counts

  // Send what waits. Asked again meanwhile, it looks once more when it is through.
  function flush() {
    isWanted = true;
    timer++;
    current ??= rounds().finally(() => (current = null));
    return current;
  }

  async function rounds() {
    while (isWanted) {
      isWanted = false;
      await round();
    }
  }

  async function round() {
    // Nothing is taken for possibly sent where nothing can be.
    if (!isOnline() && (await store.waiting(learner))) return pause("failed");
    for (let ops; (ops = await store.take(learner, size)).length; ) {
      const answer = await send(ops);
      if (answer.kind === "done") await settle(answer, ops);
      else if (answer.kind === "rejected") await reject(ops);
      else return pause(answer.kind);
    }
    [size, wait] = [MOST, FIRST_WAIT];
    await report("saved");
  }

  async function settle(answer, ops) {
    // What the answer does not speak of would be sent for ever.
    await store.remove(ops.map(({ key }) => key));
    wait = FIRST_WAIT;
    await report("saving", answer);
  }

  // One op spoils the others: each is sent alone, and the one that is rejected alone goes.
  async function reject(ops) {
    if (ops.length > 1) return void (size = 1);
    await store.remove([ops[0].key]);
    await report("saving", { results: [{ key: ops[0].key, status: "refused", code: "", message: "" }] });
  }

  async function pause(kind) {
    await report(kind);
    const mine = ++timer;
    later(() => mine === timer && flush(), wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  async function report(state, answer = null) {
    tell({ state, waiting: await store.waiting(learner), answer });
  }

  return { flush };
}
