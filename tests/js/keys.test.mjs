import assert from "node:assert/strict";
import { test } from "node:test";
import { meaning } from "../../src/lexora/ui/static/ui/js/practice/keys.js";
import { gradeOf } from "../../src/lexora/ui/static/ui/js/practice/swipe.js";

const front = { isRevealed: false, isField: false, isButton: false };
const back = { ...front, isRevealed: true };
const key = (name, code = "", more = {}) => ({ key: name, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
const CTRL = { ctrlKey: true };

const CASES = [
  ["space reveals", key(" "), front, { does: "reveal" }],
  ["space after that is Good", key(" "), back, { does: "grade", grade: "good" }],
  ["space on a button is the button's", key(" "), { ...back, isButton: true }, null],
  ["no grade before the answer", key("1"), front, null],
  ["1 is Again", key("1"), back, { does: "grade", grade: "again" }],
  ["4 is Easy", key("4"), back, { does: "grade", grade: "easy" }],
  ["a French 3", key("\"", "Digit3"), back, { does: "grade", grade: "good" }],
  ["5 is nothing", key("5", "Digit5"), back, null],
  ["Z undoes", key("z", "KeyZ"), front, { does: "undo" }],
  ["Ctrl+Z undoes", key("z", "KeyZ", CTRL), back, { does: "undo" }],
  ["⌘Z undoes", key("z", "KeyZ", { metaKey: true }), back, { does: "undo" }],
  ["a Ukrainian Z", key("я", "KeyZ"), front, { does: "undo" }],
  ["a Greek Ctrl+Z", key("ζ", "KeyZ", CTRL), front, { does: "undo" }],
  ["a German Z", key("z", "KeyY"), front, { does: "undo" }],
  ["a German Y is nothing", key("y", "KeyZ"), front, null],
  ["E edits", key("e", "KeyE"), back, { does: "edit" }],
  ["S suspends", key("S", "KeyS"), front, { does: "suspend" }],
  ["P plays", key("p", "KeyP"), front, { does: "play" }],
  ["? tells the keys", key("?"), front, { does: "keys" }],
  ["Ctrl+P is the browser's", key("p", "KeyP", CTRL), front, null],
  ["in a field letters are letters", key("z", "KeyZ"), { ...front, isField: true }, null],
  ["and Ctrl+Z is the field's", key("z", "KeyZ", CTRL), { ...front, isField: true }, null],
];
for (const [name, event, state, expected] of CASES) test(name, () => assert.deepEqual(meaning(event, state), expected));

const SWIPES = [
  [-100, 20, "again"],
  [100, -20, "good"],
  [10, -100, "easy"],
  [10, 100, "hard"],
  [40, 40, null],
];
for (const [x, y, grade] of SWIPES) test(`a swipe by ${x}, ${y} is ${grade}`, () => assert.equal(gradeOf(x, y), grade));
