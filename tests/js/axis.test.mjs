import assert from "node:assert/strict";
import { test } from "node:test";
import { STEPS, label } from "../../src/lexora/ui/static/ui/js/axis.js";

for (const [n, step, said] of [
  [0, 5, "0"],
  [250, 50, "250"],
  [9500, 500, "9.5K"],
  [10000, 2000, "10K"],
  [3820000, 10000, "3.82M"],
  [3800000, 10000, "3.8M"],
  [123456000, 1000, "123.456M"],
]) {
  test(`${n} in steps of ${step} is ${said}`, () => assert.equal(label(n, step, "en"), said));
}

test("no two labels of an axis are the same, wherever it begins", () => {
  for (const step of STEPS) {
    for (const begin of [0, 990, 95000, 3780000, 99900000]) {
      const at = [...Array(8).keys()].map((n) => Math.ceil(begin / step) * step + n * step);
      assert.equal(new Set(at.map((n) => label(n, step, "en"))).size, at.length, `${begin} by ${step}`);
    }
  }
});
