// What a session keeps on the device: itself, and the outbox of what the server does not know yet. Both belong to a
// learner; what is in the outbox has no texts, only numbers, grades and times.

const NAME = "lexora-practice";
const SESSIONS = "sessions";
const OUTBOX = "outbox";

// A store in IndexedDB; where a browser has none, or refuses it, one that lasts as long as the page.
export async function openStore() {
  try {
    return sturdy(storeOf(await opened()));
  } catch (error) {
    console.debug("nothing is kept on this device:", error);
    return memoryStore();
  }
}

// A store that goes on in memory once the device keeps nothing more, as when it is full. What it has is sent first.
export function sturdy(kept, memory = memoryStore()) {
  let isFull = false;
  const tried = (work, otherwise) =>
    work.catch((error) => {
      console.debug("not kept on this device:", error);
      isFull = true;
      return otherwise;
    });
  return {
    session: async (learner) => (await memory.session(learner)) ?? tried(kept.session(learner)),
    write: async (change) => {
      if (isFull || (await tried(kept.write(change).then(() => "kept")) !== "kept")) await memory.write(change);
    },
    take: async (learner, most) => {
      const first = await tried(kept.take(learner, most), []);
      return first.length ? first : memory.take(learner, most);
    },
    remove: (keys) => Promise.all([tried(kept.remove(keys)), memory.remove(keys)]),
    waiting: async (learner) => (await tried(kept.waiting(learner), 0)) + (await memory.waiting(learner)),
    forget: (who) => Promise.all([tried(kept.forget(who)), memory.forget(who)]),
  };
}

function opened() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(SESSIONS, { keyPath: "learner" });
    const outbox = request.result.createObjectStore(OUTBOX, { keyPath: "place", autoIncrement: true });
    outbox.createIndex("learner", "learner");
    outbox.createIndex("key", "op.key");
  };
  return answerOf(request);
}

function answerOf(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error);
  });
}

function storeOf(database) {
  // One transaction over both: an answer is in the session and in the outbox, or in neither.
  async function within(mode, work) {
    const transaction = database.transaction([SESSIONS, OUTBOX], mode, { durability: "strict" });
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
    const [answer] = await Promise.all([work(transaction.objectStore(SESSIONS), transaction.objectStore(OUTBOX)), done]);
    return answer;
  }
  const rows = (outbox, learner) => answerOf(outbox.index("learner").getAll(learner));

  return {
    session: (learner) => within("readonly", (sessions) => answerOf(sessions.get(learner))),

    // Keep the session; add an op, unless the one it takes back (`cancels`) was never sent, which then goes as well.
    write: ({ session, op, cancels }) =>
      within("readwrite", async (sessions, outbox) => {
        if (session) sessions.put(session);
        const former = cancels ? await answerOf(outbox.index("key").get(cancels)) : null;
        if (former && !former.isTried) outbox.delete(former.place);
        else if (op) outbox.add({ learner: op.learner, op: op.op, isTried: false });
      }),

    // The oldest ops, from now on taken for possibly sent.
    take: (learner, most) =>
      within("readwrite", async (_sessions, outbox) => {
        const first = (await rows(outbox, learner)).slice(0, most);
        for (const row of first) if (!row.isTried) outbox.put({ ...row, isTried: true });
        return first.map(({ op }) => op);
      }),

    remove: (keys) =>
      within("readwrite", async (_sessions, outbox) => {
        const places = await Promise.all(keys.map((key) => answerOf(outbox.index("key").getKey(key))));
        for (const place of places) if (place != null) outbox.delete(place);
      }),

    waiting: (learner) => within("readonly", (_sessions, outbox) => answerOf(outbox.index("learner").count(learner))),

    // Forget the cards of everybody, or of everybody else.
    forget: ({ but } = {}) =>
      within("readwrite", async (sessions) => {
        for (const learner of await answerOf(sessions.getAllKeys())) if (learner !== but) sessions.delete(learner);
      }),
  };
}

// The same, as long as the page lasts.
export function memoryStore() {
  const sessions = new Map();
  let rows = [];
  return {
    session: async (learner) => structuredClone(sessions.get(learner)),
    write: async ({ session, op, cancels }) => {
      if (session) sessions.set(session.learner, structuredClone(session));
      const former = rows.find((row) => row.op.key === cancels);
      if (former && !former.isTried) rows = rows.filter((row) => row !== former);
      else if (op) rows.push({ ...op, isTried: false });
    },
    take: async (learner, most) => {
      const first = rows.filter((row) => row.learner === learner).slice(0, most);
      for (const row of first) row.isTried = true;
      return first.map(({ op }) => op);
    },
    remove: async (keys) => void (rows = rows.filter(({ op }) => !keys.includes(op.key))),
    waiting: async (learner) => rows.filter((row) => row.learner === learner).length,
    forget: async ({ but } = {}) => {
      for (const learner of sessions.keys()) if (learner !== but) sessions.delete(learner);
    },
  };
}
