// What breaks in some worlds is never marked as good.
import { describe, expect, test } from "vitest";
import { verdictOf } from "../src/worlds";

describe("the mark of a plan in many worlds", () => {
  const marked = (worlds: number, share: number, low: number, high: number) => verdictOf({ worlds, share, low, high });

  test("is good only where it held in every world drawn", () => {
    expect(marked(400, 1, 0.99, 1)).toBe("all");
    expect(marked(9_999, 0.9999, 0.9994, 0.99999)).toBe("some");
    expect(marked(1_746, 0.582, 0.564, 0.599)).toBe("some");
  });

  test("is bad where, as far as the interval says, it holds in fewer than half", () => {
    expect(marked(21, 0.053, 0.035, 0.079)).toBe("fewer");
    expect(marked(0, 0, 0, 0.0095)).toBe("fewer");
    expect(marked(190, 0.475, 0.43, 0.52)).toBe("some");
  });
});
