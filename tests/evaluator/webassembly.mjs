// The evaluator in WebAssembly, as reports have it, against the one of this machine.
//
//   node webassembly.mjs EVALUATOR.WASM ANSWERS ACCORD...
//
// ANSWERS prints what it was asked and what it answered. Words, verdicts and counts must be the same; numbers may differ where the
// two libraries round a logarithm or a power differently, in the last digits of the largest figure of the party.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { opened } from "./opened.mjs";

const [, , file, answers, ...accords] = process.argv;
const near = 1e-9;
let numbers = 0;
let different = 0;
let farthest = 0;
function same(one, other, path) {
  if (typeof one === "number" && typeof other === "number") {
    ++numbers;
    if (one === other) return;
    ++different;
    const apart = Math.abs(one - other) / Math.max(1, Math.abs(one), Math.abs(other));
    farthest = Math.max(farthest, apart);
    assert.ok(apart <= near, `${path}: ${one} and ${other}`);
  } else if (typeof one === "object" && one !== null && typeof other === "object" && other !== null) {
    assert.deepEqual(Object.keys(one), Object.keys(other), path);
    for (const key of Object.keys(one)) same(one[key], other[key], `${path}/${key}`);
  } else {
    assert.equal(one, other, path);
  }
}

const lines = execFileSync(answers, accords, { maxBuffer: 2 ** 30, encoding: "utf8" }).trim().split("\n");
assert.equal(lines.length, accords.length);
let asked = 0;
for (const line of lines) {
  const told = JSON.parse(line);
  const ask = opened(file, told.material);
  told.questions.forEach((question, at) => {
    const answer = JSON.parse(ask(question));
    same(answer, JSON.parse(told.answers[at]), `${told.accord} ${question.slice(-80)}`);
    ++asked;
  });
}
assert.ok(asked > accords.length && numbers > 100 * accords.length, `only ${numbers} numbers were compared`);
console.log(`${accords.length} accords, ${asked} questions: ${different} of ${numbers} numbers differ, by ${farthest} at most`);
