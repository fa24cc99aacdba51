// No text whatever makes the language throw anything but its own fault, and its laws hold.
import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluateText, showText } from "../../../../test/expressions/evaluate-text.ts";
import { functionNames } from "./functions.ts";
import { parseText } from "./index.ts";

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

test("any text can be parsed", () => {
  const piece = fc.constantFrom(..."[](){}.,'\"0123456789-abcxyz_ \n$?:", "concat(", "[[", "''");
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.array(piece, { maxLength: 40 }).map((pieces) => `[${pieces.join("")}]`),
  );
  fc.assert(
    fc.property(text, (value) => {
      expect(["literal", "expression", "invalid"]).toContain(parseText(value).kind);
    }),
    { numRuns: 2000 },
  );
});

/** Expressions that parse, of any function with any arguments, right or wrong. */
const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const leaf = fc.oneof(
    fc.string({ maxLength: 6 }).map(quote),
    fc.constantFrom(
      "'10.0.0.0/24'",
      "'2020-01-01'",
      "'P1D'",
      "'{0:D2}{1}'",
      "'[1,{\"a\":2}]'",
      "''",
    ),
    fc.integer({ min: -5, max: 40 }).map(String),
    fc.constantFrom("x()", "y()", "null()", "true()", "false()", "createArray()", "createObject()"),
    fc.constantFrom("createArray(1, 'a', x())", "createObject('a', 1, 'b', x())", "range(0, 3)"),
    fc.constantFrom(
      "lambdaVariables('i')",
      "lambda('i', lambdaVariables('i'))",
      "lambda('i', 'j', 1)",
    ),
  );
  const call = fc
    .tuple(fc.constantFrom(...functionNames), fc.array(tie("expression"), { maxLength: 4 }))
    .map(([name, args]) => `${name}(${args.join(", ")})`);
  const mapped = fc
    .tuple(
      fc.constantFrom("map", "filter", "sort", "toObject", "mapValues"),
      tie("expression"),
      tie("expression"),
    )
    .map(
      ([name, values, body]) =>
        `${name}(${values}, lambda('i', ${name === "sort" ? "'j', " : ""}${body}))`,
    );
  const access = fc
    .tuple(call, fc.constantFrom(".a", "[0]", "['b']", "[x()]", "[-1]", ".length"))
    .map(([object, step]) => object + step);
  return { expression: fc.oneof({ maxDepth: 4 }, leaf, call, access, mapped) };
});

test("any expression has a value or a fault", () => {
  const seen = { values: 0, unknowns: 0, faults: new Set<string>() };
  fc.assert(
    fc.property(expression, (text) => {
      const shown = showText(text);
      if (shown.startsWith("! ")) seen.faults.add(shown.slice(0, 30));
      else if (shown.includes("$unknown")) seen.unknowns += 1;
      else seen.values += 1;
      // What is made twice is the same, unknown or not.
      expect(showText(text)).toBe(shown);
    }),
    { numRuns: 5000, seed: 7 },
  );
  expect(seen.values).toBeGreaterThan(500);
  expect(seen.unknowns).toBeGreaterThan(200);
  expect(seen.faults.size).toBeGreaterThan(50);
});

test("an unknown value never changes into a known one", () => {
  // Whatever is made without the unknown value stays as it is when that becomes known.
  fc.assert(
    fc.property(expression, fc.constantFrom("'a'", "1", "true()"), (text, known) => {
      const shown = showText(text);
      if (shown.includes("$unknown") || shown.startsWith("! ")) return;
      const later = showText(text.replaceAll("x()", known).replaceAll("y()", known));
      if (!later.startsWith("! ")) expect(later).toBe(shown);
    }),
    { numRuns: 3000, seed: 7 },
  );
});

const json = fc.jsonValue({ maxDepth: 3 }).map((value) => `json(${quote(JSON.stringify(value))})`);
const list = fc.array(json, { maxLength: 5 }).map((values) => `createArray(${values.join(", ")})`);

test("a union with itself changes nothing, and an intersection neither", () => {
  fc.assert(
    fc.property(list, (value) => {
      const union = showText(`union(${value}, ${value})`);
      expect(showText(`union(union(${value}, ${value}), ${value})`)).toBe(union);
      expect(showText(`intersection(${value}, ${value})`)).toBe(union);
      expect(showText(`distinct(${value})`)).toBe(union);
    }),
  );
});

test("a value equals itself, and is found where it stands", () => {
  fc.assert(
    fc.property(list, json, (values, value) => {
      expect(evaluateText(`equals(${value}, ${value})`)).toBe(true);
      expect(evaluateText(`contains(concat(${values}, createArray(${value})), ${value})`)).toBe(
        true,
      );
      const first = evaluateText(`indexOf(concat(${values}, createArray(${value})), ${value})`);
      const last = evaluateText(`lastIndexOf(concat(createArray(${value}), ${values}), ${value})`);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(last).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("what is taken and what is skipped make the whole", () => {
  fc.assert(
    fc.property(list, fc.integer({ min: -2, max: 8 }), (value, count) => {
      const whole = showText(value);
      expect(showText(`concat(take(${value}, ${count}), skip(${value}, ${count}))`)).toBe(whole);
    }),
  );
});

test("what is split can be joined", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", ",", ";") });
  fc.assert(
    fc.property(text, (value) => {
      expect(evaluateText(`join(split(${quote(value)}, ','), ',')`)).toBe(value);
    }),
  );
});

test("division and remainder make the dividend", () => {
  const number = fc.integer({ min: -1000, max: 1000 });
  fc.assert(
    fc.property(
      number,
      number.filter((divisor) => divisor !== 0),
      (a, b) => {
        expect(evaluateText(`add(mul(div(${a}, ${b}), ${b}), mod(${a}, ${b}))`)).toBe(a);
      },
    ),
  );
});
