import { expect, test } from "vitest";
import { type Expression, parseText } from "./index.ts";

/** The tree with every call, member and index in brackets of its own. */
function show(expression: Expression): string {
  switch (expression.kind) {
    case "literal":
      return JSON.stringify(expression.value);
    case "call":
      return `${expression.name}(${expression.args.map(show).join(" ")})`;
    case "member":
      return `<${show(expression.object)} . ${expression.name}>`;
    case "index":
      return `<${show(expression.object)} [] ${show(expression.index)}>`;
  }
}

function showParsed(text: string): string {
  const parsed = parseText(text);
  if (parsed.kind === "expression") return show(parsed.expression);
  return parsed.kind === "literal" ? `literal: ${parsed.text}` : `! ${parsed.problem}`;
}

// Both brackets make an expression; a doubled first one takes that back.
test.each([
  ["", "literal: "],
  ["abc", "literal: abc"],
  ["[", "literal: ["],
  ["[abc", "literal: [abc"],
  ["[test] value", "literal: [test] value"],
  [" [a()]", "literal:  [a()]"],
  ["[a()] ", "literal: [a()] "],
  ["[[test value]", "literal: [test value]"],
  ["[[]", "literal: []"],
  ["[[test[]test2]", "literal: [test[]test2]"],
  ["[[test value", "literal: [[test value"],
])("%j is a literal", (text, want) => {
  expect(showParsed(text)).toBe(want);
});

test.each([
  ["[a()]", "a()"],
  ["[ a ( ) ]", "a()"],
  ["[\n  concat(\n    'a',\r\n\t'b'\n  )\n]", 'concat("a" "b")'],
  ["['it''s']", '"it\'s"'],
  ["['']", '""'],
  ["['[x]']", '"[x]"'],
  ["[5]", "5"],
  ["[-5]", "-5"],
  ["[9223372036854775807]", "9223372036854776000"],
  ["[a(1,-2, 3)]", "a(1 -2 3)"],
  ["[a(b(c('d')))]", 'a(b(c("d")))'],
  ["[contoso.uniqueName('x')]", 'contoso.uniqueName("x")'],
  ["[__bicep.greet('x')]", '__bicep.greet("x")'],
  ["[a().b.c]", "<<a() . b> . c>"],
  ["[a() . b [ 0 ] . c]", "<<<a() . b> [] 0> . c>"],
  ["[a()['b'][c().d]]", '<<a() [] "b"> [] <c() . d>>'],
  ["[n.a().b]", "<n.a() . b>"],
])("%j is an expression", (text, want) => {
  expect(showParsed(text)).toBe(want);
});

test.each([
  ["[]", "! at character 2: the end stands where a function, text or number belongs"],
  ["[true]", "! at character 2: true is no function call; write true()"],
  ["[a.b]", "! at character 2: a.b is no function call; write a.b()"],
  ["[a(]", "! at character 4: the end stands where a function, text or number belongs"],
  ["[a('x']", "! at character 7: the end stands where a comma or closing parenthesis belongs"],
  ["[a(1 2)]", "! at character 6: 2 stands where a comma or closing parenthesis belongs"],
  ["[a(1,)]", "! at character 6: ) stands where a function, text or number belongs"],
  ["[a())]", "! at character 5: ) does not belong here"],
  ["[a()b()]", "! at character 5: b does not belong here"],
  ["['secret'.length]", "! at character 10: . does not belong here"],
  ["[a('b)]", "! at character 4: the closing quote of this text is missing"],
  ["[a().]", "! at character 6: the end stands where a name belongs"],
  ["[a()[0]", "! at character 7: the end stands where a closing bracket belongs"],
  ['[a("b")]', "! at character 4: texts inside an expression stand in single quotes"],
  [
    "[a(1 + 2)]",
    "! at character 6: + is no part of the language; write a function such as add() or equals()",
  ],
  [
    "[a().?b]",
    "! at character 6: ? is no part of the language; write a function such as add() or equals()",
  ],
  ["[a(9223372036854775808)]", "! at character 4: this integer exceeds 64 bits"],
])("%j is refused at the right place", (text, want) => {
  expect(showParsed(text)).toBe(want);
});

test("texts are not quoted, for they may be secret", () => {
  expect(showParsed("[a('hunter2' 'hunter3')]")).toBe(
    "! at character 14: a text stands where a comma or closing parenthesis belongs",
  );
});

test("length and depth are bounded", () => {
  const nested = (depth: number) => `[${"a(".repeat(depth)}${")".repeat(depth)}]`;
  expect(parseText(nested(100)).kind).toBe("expression");
  expect(showParsed(nested(101))).toContain("calls stand more than 100 deep in each other");
  expect(parseText(`[a()${".b".repeat(100)}]`).kind).toBe("expression");
  expect(showParsed(`[a()${".b".repeat(101)}]`)).toContain("more than 100 members in one chain");
  expect(parseText(`[a('${"x".repeat(24_569)}')]`).kind).toBe("expression");
  expect(showParsed(`[a('${"x".repeat(24_570)}')]`)).toBe(
    "! the expression has 24577 characters, and Azure takes 24576",
  );
});
