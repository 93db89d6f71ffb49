// A session of practice as plain data, and what can happen to it. Pure: each function gives a new session.
// A card in turn is { card, due }; `due` is set while it waits for a same-day step, in ms.

const VERSION = 1; // of what is stored; another one is not taken up
const LEARN_AHEAD = 20 * 60_000; // ms; when nothing else is left, a waiting card comes so much early
const FEW = 10; // cards; then more are fetched
const LONGEST = 60; // seconds that one card may count

export function begin(batch, now) {
  const empty = { queue: [], waiting: [], current: null, isRevealed: false, past: [], elapsed: 0, more: true };
  return next(withBatch({ ...empty, version: VERSION, learner: batch.learner, startedAt: now }, batch), now);
}

// Whether a stored session may be taken up by this learner on this day.
export function canResume(session, learner, day) {
  return session?.version === VERSION && session.learner === learner && (!day || session.day === day);
}

// The queue as the server has it now. What was answered here meanwhile, or is in turn or waiting here, is no news.
export function withBatch(session, batch) {
  const { day, counts, goal, game } = batch;
  const before = { ...session, queue: [] };
  const turns = batch.cards.filter((card) => isNews(before, card)).map(turnOf);
  const queue = turns.filter((turn) => turn.due == null);
  const waiting = [...session.waiting, ...turns.filter((turn) => turn.due != null)];
  return { ...session, day, counts, goal, game, queue, waiting, more: !batch.is_whole };
}

function turnOf(card) {
  return { card, due: card.due_at ? Date.parse(card.due_at) : null };
}

function isNews(session, card) {
  const here = [session.current, ...session.waiting].some((turn) => turn && isSame(turn.card, card));
  const isPast = ({ kind, card: former }) =>
    kind === "suspend" ? former.entry === card.entry : isSame(former, card) && card.seen <= former.seen;
  return !here && !session.past.some(isPast);
}

function isSame(one, other) {
  return one.entry === other.entry && one.direction === other.direction;
}

// After a while elsewhere: a card that the server no longer has is not asked, and what it has goes on with its words.
export function withoutGone(session, batch) {
  const { current } = session;
  const known = current && batch.cards.find((card) => isSame(card, current.card));
  if (known) return withCard(session, known);
  const isGone = current && current.due == null && !batch.cards.some((card) => card.due_at == null && isSame(card, current.card));
  return isGone && batch.is_whole ? next({ ...session, current: null, queue: [] }, 0) : session;
}

// Whether another card is in turn, or the same one at another time, or asked otherwise.
export function isOther(before, after) {
  const [one, other] = [before?.current?.card, after.current?.card];
  if (!before || !one !== !other) return true;
  const isAsked = () => JSON.stringify([one.ask, one.front, one.hint]) === JSON.stringify([other.ask, other.front, other.hint]);
  return Boolean(one) && !(isSame(one, other) && one.seen === other.seen && isAsked());
}

// The next card: what has waited long enough, then the queue, then what waits still.
export function next(session, now) {
  const [first] = [...session.waiting].sort((one, other) => one.due - other.due);
  const isDue = first && first.due <= now + (session.queue.length ? 0 : LEARN_AHEAD);
  const current = isDue ? first : (session.queue[0] ?? null);
  return {
    ...session,
    current,
    isRevealed: false,
    queue: session.queue.filter((turn) => turn !== current),
    waiting: session.waiting.filter((turn) => turn !== current),
  };
}

export function concealed(session) {
  return { ...session, isRevealed: false };
}

export function reveal(session) {
  return { ...session, isRevealed: true };
}

// What each grade would lead to, for the card as it stands in its steps.
export function outcomes(card) {
  return card.in_steps?.[card.step] ?? card.intervals;
}

export function grade(session, { grade: name, key, now, seconds }) {
  const { card } = session.current;
  const outcome = outcomes(card)[name];
  const again = outcome.seconds == null ? null : stepped(card, outcome, now);
  const xp = boosted(outcome.xp, session.game);
  const isCounted = card.step == null; // the steps of a day are one review
  const done = { kind: "review", key, turn: session.current, card, grade: name, seconds, xp, isBoosted: xp > outcome.xp, again, isCounted };
  return next(
    {
      ...session,
      past: [...session.past, done],
      waiting: again ? [...session.waiting, again] : session.waiting,
      counts: moved(session.counts, card, again, 1),
      goal: moreDone(session.goal, isCounted ? 1 : 0),
      game: richer(session.game, xp, xp > outcome.xp ? -1 : 0),
    },
    now,
  );
}

function stepped(card, { seconds, step }, now) {
  return { card: { ...card, state: "learning", seen: card.seen + 1, step }, due: now + seconds * 1000 };
}

function boosted(xp, game) {
  return game?.booster ? xp * 2 : xp;
}

export function suspend(session, { key, now }) {
  const { card } = session.current;
  const isOf = (turn) => turn.card.entry === card.entry; // whatever way it is asked
  const siblings = [...session.queue, ...session.waiting].filter(isOf);
  const done = { kind: "suspend", key, turn: session.current, card, siblings };
  return next(
    {
      ...session,
      past: [...session.past, done],
      queue: session.queue.filter((turn) => !isOf(turn)),
      waiting: session.waiting.filter((turn) => !isOf(turn)),
      counts: [session.current, ...siblings].reduce((counts, turn) => moved(counts, turn.card, null, 1), session.counts),
    },
    now,
  );
}

// The session before the last thing that was done; the card of then is shown again.
export function undo(session) {
  const done = session.past.at(-1);
  if (!done) return session;
  const back = putBack(session, done);
  const siblings = done.siblings ?? [];
  return {
    ...back,
    past: session.past.slice(0, -1),
    current: done.turn,
    isRevealed: false,
    queue: [...siblings.filter((turn) => turn.due == null), ...back.queue],
    waiting: [...siblings.filter((turn) => turn.due != null), ...back.waiting],
    counts: [done.turn, ...siblings].reduce((counts, turn) => moved(counts, turn.card, done.again, -1), session.counts),
    goal: moreDone(session.goal, done.isCounted ? -1 : 0),
    game: richer(session.game, -(done.xp ?? 0), done.isBoosted ? 1 : 0),
  };
}

// The card in turn goes back to where it came from, unless it is what the undone answer had made.
function putBack({ current, queue, waiting, ...session }, { again }) {
  const isMade = (turn) => again && isSame(turn.card, again.card);
  const kept = current && !isMade(current) ? current : null;
  return {
    ...session,
    queue: kept && kept.due == null ? [kept, ...queue] : queue,
    waiting: [...(kept && kept.due != null ? [kept] : []), ...waiting.filter((turn) => !isMade(turn))],
  };
}

function moved(counts, card, again, sign) {
  const after = { ...counts, [card.state]: Math.max(0, counts[card.state] - sign) };
  return again ? { ...after, learning: Math.max(0, after.learning + sign) } : after;
}

function moreDone(goal, by) {
  return { ...goal, done: Math.max(0, goal.done + by) };
}

function richer(game, xp, boosters) {
  if (!game) return game;
  return { ...game, lifetime: game.lifetime + xp, xp_today: game.xp_today + xp, booster: game.booster + boosters };
}

// The same card with other texts, as after it was edited, or asked in another way, as after other wishes; what was asked
// before stays in its place.
export function withCard(session, fresh) {
  const change = (turn) => (turn && isSame(turn.card, fresh) ? { ...turn, card: { ...turn.card, ...news(fresh, turn.card) } } : turn);
  return { ...session, current: change(session.current), queue: session.queue.map(change), waiting: session.waiting.map(change) };
}

function news({ ask, front, back, hint, accepted, articles, note, audio, intervals, in_steps: steps, seen, step }, former) {
  const texts = { ask, front, back, hint, accepted, articles, note, audio };
  const isWhereItWas = seen === former.seen && step === former.step;
  return isWhereItWas ? { ...texts, intervals, in_steps: steps } : texts;
}

// What the server says after everything was sent.
export function withTruth(session, { counts, goal, game }) {
  return { ...session, counts, goal, game };
}

export function withElapsed(session, elapsed) {
  return { ...session, elapsed };
}

export function secondsOf(milliseconds) {
  return Math.min(LONGEST, Math.max(0, Math.round(milliseconds / 1000)));
}

// Questions

export function left({ counts }) {
  return counts.new + counts.learning + counts.review;
}

export function reviews(session) {
  return session.past.filter(({ kind }) => kind === "review");
}

export function progress(session) {
  const done = session.past.length;
  return done + left(session) ? done / (done + left(session)) : 1;
}

// Whether the server has cards that are not here yet, and it is time to ask for them.
export function wantsMore(session) {
  const here = session.queue.length + session.waiting.length + (session.current ? 1 : 0);
  return session.more && session.queue.length < FEW && left(session) > here;
}

export function summary(session) {
  const done = reviews(session);
  const remembered = done.filter(({ grade: name }) => name === "good" || name === "easy").length;
  const missed = done.filter(({ grade: name }) => name === "again").map(({ card }) => card);
  return {
    cards: new Set(done.map(({ card: { entry, direction } }) => `${entry} ${direction}`)).size, // however often in a day
    accuracy: done.length ? Math.round((remembered / done.length) * 100) : null,
    xp: done.reduce((sum, { xp }) => sum + xp, 0),
    seconds: Math.floor(session.elapsed / 1000), // as the clock had it
    missed: missed.filter((card, at) => missed.findIndex((other) => other.entry === card.entry) === at),
  };
}
