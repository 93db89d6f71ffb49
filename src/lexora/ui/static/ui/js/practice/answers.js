// Judging a typed answer. Pure: what was typed and what is accepted go in, a verdict and a comparison come out.

const ALMOST = [[8, 2], [4, 1]]; // so many letters may have so many typing errors
const APOSTROPHES = /[’ʼ‘`´ʹ′＇]/g;
const MARKS = /(?<=[\p{Script=Latin}\p{Script=Greek}]\p{M}*)\p{M}|[\u0300\u0301]/gu; // not й and ї: those are letters

// The verdict is "right", "almost" or "wrong"; `isExact` says that there is nothing to show; `pieces` compares.
export function judge(typed, accepted, articles = []) {
  const tries = accepted.map((target) => attempt(typed, target, articles));
  const best = tries.reduce((one, other) => (other.distance < one.distance ? other : one), NOTHING);
  const verdict = verdictOf(best);
  const isFar = verdict === "wrong" && best.distance * 2 > best.letters;
  return {
    verdict,
    target: best.target,
    isExact: best.isExact,
    pieces: isFar ? struck(typed.trim()) : compare(typed.trim(), best.target),
  };
}

const NOTHING = { target: "", distance: Infinity, letters: 0, isExact: false };

function attempt(typed, target, articles) {
  const one = withoutArticle(plain(typed), articles);
  const other = withoutArticle(plain(target), articles);
  const letters = [...bare(other)].length;
  // What agrees in every accent comes before what agrees without them.
  const distance = bare(one) ? editDistance(bare(one), bare(other)) + (one === other ? 0 : 0.5) : Infinity;
  return { target, distance, letters, isExact: one === other };
}

function verdictOf({ distance, letters }) {
  if (distance < 1) return "right";
  const allowed = ALMOST.find(([least]) => letters >= least)?.[1] ?? 0;
  return Math.floor(distance) <= allowed ? "almost" : "wrong";
}

// Without case, punctuation and what else nobody is asked about.
export function plain(text) {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(APOSTROPHES, "'")
    .replace(/ς/g, "σ")
    .replace(/[^\p{L}\p{M}\p{N}']+|(?<![\p{L}\p{M}])'|'(?![\p{L}\p{M}])/gu, " ")
    .trim();
}

// Without accents and apostrophes as well.
function bare(text) {
  return text.normalize("NFD").replace(MARKS, "").replace(/'/g, "").normalize("NFC");
}

function withoutArticle(text, articles) {
  const found = articles.map((article) => plain(article)).find((article) => text.startsWith(`${article} `));
  return found ? text.slice(found.length + 1) : text;
}

// How many letters must be put in, taken out, replaced or swapped with their neighbour (Damerau and Levenshtein).
export function editDistance(before, after) {
  const [one, other] = [[...before], [...after]];
  return table(one, other, (a, b) => a === b).at(-1).at(-1);
}

function table(one, other, isSame) {
  const rows = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= one.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= other.length; j++) {
      const cost = isSame(one[i - 1], other[j - 1]) ? 0 : 1;
      const ways = [rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + cost];
      if (i > 1 && j > 1 && isSame(one[i - 1], other[j - 2]) && isSame(one[i - 2], other[j - 1])) {
        ways.push(rows[i - 2][j - 2] + 1);
      }
      rows[i].push(Math.min(...ways));
    }
  }
  return rows;
}

// The right text as runs of letters: the same, gone (typed, but wrong) or new (wanting). Case is no difference.
export function compare(typed, right) {
  const [one, other] = [[...typed.normalize("NFC")], [...right.normalize("NFC")]];
  const rows = table(one, other, isSameLetter);
  const steps = [];
  for (let [i, j] = [one.length, other.length]; i || j; ) {
    if (i && j && isSameLetter(one[i - 1], other[j - 1]) && rows[i][j] === rows[i - 1][j - 1]) {
      steps.push(["same", other[--j]]);
      i--;
    } else if (j && (!i || rows[i][j] === rows[i][j - 1] + 1)) steps.push(["new", other[--j]]);
    else if (i && (!j || rows[i][j] === rows[i - 1][j] + 1)) steps.push(["gone", one[--i]]);
    else {
      steps.push(["new", other[--j]], ["gone", one[--i]]);
    }
  }
  return runs(steps.reverse());
}

function isSameLetter(one, other) {
  return one.toLowerCase().replace(APOSTROPHES, "'") === other.toLowerCase().replace(APOSTROPHES, "'");
}

// Neighbours of one kind become one run, and between two letters that agree what is gone comes before what is new.
function runs(steps) {
  const found = [];
  let [gone, added] = ["", ""];
  const flush = () => {
    if (gone) found.push(["gone", gone]);
    if (added) found.push(["new", added]);
    [gone, added] = ["", ""];
  };
  for (const [kind, letter] of steps) {
    if (kind === "gone") gone += letter;
    else if (kind === "new") added += letter;
    else {
      flush();
      if (found.at(-1)?.[0] === "same") found.at(-1)[1] += letter;
      else found.push(["same", letter]);
    }
  }
  flush();
  return found;
}

// A text that has little in common with the right one is not compared letter by letter.
function struck(typed) {
  return typed ? [["gone", typed]] : [];
}
