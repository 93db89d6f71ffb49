// How long somebody has practised: only while the page is looked at, and a card that lies about counts for a minute.

const TICK = 1_000; // ms
const LONGEST = 60_000; // ms of one card

export function createClock({ tick }) {
  let elapsed = 0; // of the cards before
  let card = 0; // of this card, up to `since`
  let since = null; // when it began to count; null while it does not

  const onCard = () => card + (since === null ? 0 : performance.now() - since);
  const pause = () => ([card, since] = [onCard(), null]);
  const go = () => (since ??= performance.now());

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) pause();
    else if (isRunning) go();
  });
  let isRunning = false;
  setInterval(() => isRunning && !document.hidden && tick(total()), TICK);
  const total = () => elapsed + Math.min(LONGEST, onCard());

  return {
    total,
    onCard: () => Math.min(LONGEST, onCard()),
    // A new card is shown; `before` is what counted until then.
    begin(before) {
      [elapsed, card, since, isRunning] = [before, 0, null, true];
      if (!document.hidden) go();
      tick(total());
    },
    stop(before) {
      [elapsed, card, since, isRunning] = [before, 0, null, false];
      tick(total());
    },
  };
}
