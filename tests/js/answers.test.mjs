import assert from "node:assert/strict";
import { test } from "node:test";
import { compare, editDistance, judge } from "../../src/lexora/ui/static/ui/js/practice/answers.js";

const EN = ["to", "a", "an", "the"];
const EL = ["ο", "η", "το", "οι", "τα", "ένας", "μια", "ένα"];

const CASES = [
  // typed, accepted, articles, verdict, whether there is nothing to show
  ["zebra", ["zebra"], EN, "right", true],
  ["  Zebra! ", ["zebra"], EN, "right", true],
  ["the zebra", ["a zebra"], EN, "right", true],
  ["zebra", ["a zebra"], EN, "right", true],
  ["go", ["to go"], EN, "right", true],
  ["to", ["to"], EN, "right", true], // an article alone is a word
  ["well known", ["well-known"], EN, "right", true],
  ["don't", ["don’t"], EN, "right", true],
  ["dont", ["don’t"], EN, "right", false],
  ["cafe", ["café"], [], "right", false],
  ["car", ["automobile", "car"], EN, "right", true],
  ["σπιτι", ["το σπίτι"], EL, "right", false],
  ["ο σπίτι", ["το σπίτι"], EL, "right", true],
  ["ΣΠΊΤΙ", ["σπίτι"], EL, "right", true],
  ["φίλος", ["φίλοσ"], EL, "right", true],
  ["υιος", ["υιός"], EL, "right", false],
  ["сім'я", ["сім’я"], [], "right", true],
  ["сімʼя", ["сім’я"], [], "right", true],
  ["сімя", ["сім’я"], [], "right", false],
  ["мій", ["мій"], [], "right", true],
  ["мии", ["мій"], [], "wrong", false], // й is a letter of its own, and three letters forgive nothing
  ["їжак", ["іжак"], [], "almost", false],
  ["замо́к", ["замок"], [], "right", false],
  ["houes", ["house"], EN, "almost", false], // two letters swapped
  ["huse", ["house"], EN, "almost", false],
  ["cta", ["cat"], EN, "wrong", false],
  ["dictonery", ["dictionary"], EN, "almost", false],
  ["dctonery", ["dictionary"], EN, "wrong", false],
  ["", ["zebra"], EN, "wrong", false],
  ["?!", ["zebra"], EN, "wrong", false],
  ["crocodile", ["zebra"], EN, "wrong", false],
];

for (const [typed, accepted, articles, verdict, isExact] of CASES) {
  test(`“${typed}” for “${accepted.join(" / ")}” is ${verdict}`, () => {
    const judged = judge(typed, accepted, articles);
    assert.deepEqual([judged.verdict, judged.isExact], [verdict, isExact]);
  });
}

test("the nearest accepted text is the one that is compared", () => {
  assert.equal(judge("automobil", ["car", "automobile"]).target, "automobile");
  assert.equal(judge("cafe", ["cafë", "cafe"]).target, "cafe");
});

test("with nothing accepted nothing is right", () => {
  assert.deepEqual(judge("zebra", []), { verdict: "wrong", target: "", isExact: false, pieces: [["gone", "zebra"]] });
});

test("a missing accent is shown in its place", () => {
  assert.deepEqual(judge("σπιτι", ["σπίτι"]).pieces, [["same", "σπ"], ["gone", "ι"], ["new", "ί"], ["same", "τι"]]);
});

test("a text with little in common is struck out as a whole, and none is nothing to show", () => {
  assert.deepEqual(judge("crocodile", ["zebra"]).pieces, [["gone", "crocodile"]]);
  assert.deepEqual(judge(" ", ["zebra"]).pieces, []);
});

const DISTANCES = [["", "", 0], ["", "abc", 3], ["abc", "", 3], ["abc", "acb", 1], ["ca", "abc", 3], ["kitten", "sitting", 3], ["🙂a", "🙂", 1]];
for (const [one, other, distance] of DISTANCES) {
  test(`from “${one}” to “${other}” it is ${distance}`, () => assert.equal(editDistance(one, other), distance));
}

const COMPARED = [
  ["abc", "abc", [["same", "abc"]]],
  ["Abc", "abc", [["same", "abc"]]],
  ["ac", "abc", [["same", "a"], ["new", "b"], ["same", "c"]]],
  ["abxc", "abc", [["same", "ab"], ["gone", "x"], ["same", "c"]]],
  ["axc", "abc", [["same", "a"], ["gone", "x"], ["new", "b"], ["same", "c"]]],
  ["", "abc", [["new", "abc"]]],
  ["e\u0301a", "éa", [["same", "éa"]]],
];
for (const [typed, right, pieces] of COMPARED) {
  test(`“${typed}” against “${right}”`, () => assert.deepEqual(compare(typed, right), pieces));
}

test("what is the same or new makes the right text, what is the same or gone what was typed", () => {
  for (const [typed, right] of [["houes", "house"], ["dctonery", "dictionary"], ["ab", "ba"], ["abab", "baba"], ["kitten", "sitting"]]) {
    const pieces = compare(typed, right);
    const joined = (...kinds) => pieces.filter(([kind]) => kinds.includes(kind)).map(([, text]) => text).join("");
    assert.equal(joined("same", "new"), right);
    assert.equal(joined("same", "gone"), typed);
  }
});
