import { describe, expect, it } from "vitest";
import { canonical } from "../src/ledger/canonical_json";

const number = (bits: string) => new DataView(BigUint64Array.of(BigInt(bits)).buffer).getFloat64(0, true);

describe("canonical JSON", () => {
  // RFC 8785, appendix B, as in tests/ledger/canonical_json_test.cpp.
  it.each([
    ["0x0000000000000000", "0"], ["0x8000000000000000", "0"], ["0x0000000000000001", "5e-324"], ["0x7fefffffffffffff", "1.7976931348623157e+308"],
    ["0x44b52d02c7e14af5", "9.999999999999997e+22"], ["0x44b52d02c7e14af6", "1e+23"], ["0x444b1ae4d6e2ef50", "1e+21"], ["0x3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
    ["0x3eb0c6f7a0b5ed8d", "0.000001"], ["0x41b3de4355555553", "333333333.3333332"], ["0xbecbf647612f3696", "-0.0000033333333333333333"], ["0x43143ff3c1cb0959", "1424953923781206.2"],
  ])("writes the double %s as %s", (bits, text) => {
    expect(canonical(number(bits))).toBe(text);
  });

  // RFC 8785, section 3.2.2 and 3.2.4.
  it("writes the example of the standard", () => {
    const given = JSON.parse(
      String.raw`{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}`,
    );
    expect(canonical(given)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it("orders keys by their UTF-16 code units, numbers among them", () => {
    const given = { "\u20ac": 5, "\r": 1, "\ufb33": 7, "1": 2, "\ud83d\ude00": 6, "\u0080": 3, "\u00f6": 4 };
    expect(Object.values(JSON.parse(canonical(given)) as object).length).toBe(7);
    expect([...canonical(given).matchAll(/:(\d)/g)].map(([, value]) => Number(value))).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("refuses what nobody else could write the same", () => {
    expect(() => canonical("\ud800")).toThrow("surrogate");
    expect(() => canonical("\udc00\ud800")).toThrow("surrogate");
    expect(canonical("\ud83d\ude00")).toBe('"\ud83d\ude00"');
    expect(() => canonical(9007199254740992)).toThrow("beyond 9007199254740991");
    expect(() => canonical({ a: [-9007199254740992] })).toThrow("beyond");
    expect(() => canonical(NaN)).toThrow();
    let deep: unknown = 1;
    for (let n = 0; n < 33; ++n) deep = [deep];
    expect(() => canonical(deep as never)).toThrow("more than 32");
    expect(canonical((deep as never[])[0]!)).toHaveLength(65);
  });
});
