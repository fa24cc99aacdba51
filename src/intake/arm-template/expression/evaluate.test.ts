import { expect, test } from "vitest";
import { evaluateText, showText } from "../../../../test/expressions/evaluate-text.ts";
import { evaluate, parseText } from "./index.ts";

test.each([
  ["TOLOWER('A')", '"a"'],
  ["contoso.Same(1)", "1"],
  ["createObject('Name', 1).name", "1"],
  ["createObject('Name', 1, 'name', 2).name", "2"],
  ["createObject('a-b', 1)['A-B']", "1"],
  ["createArray(createObject('a', createArray(1, 2)))[0].a[1]", "2"],
  ["range(5, 2)[add(0, 1)]", "6"],
])("%s = %s", (expression, want) => {
  expect(showText(expression)).toBe(want);
});

test.each([
  ["toLowr('A')", "! there is no function toLowr(); did you mean toLower()?"],
  ["resourceid('A')", "! there is no function resourceid(); did you mean resourceId()?"],
  ["contoso.sam(1)", "! there is no function contoso.sam(); did you mean contoso.same()?"],
  ["nothingLikeIt()", "! there is no function nothingLikeIt()"],
  ["true(1)", "! true() takes 0 arguments, not 1"],
  ["padLeft('1')", "! padLeft() takes 2 to 3 arguments, not 1"],
  ["createObject('a', 1).b", '! there is no member "b"; there are "a"'],
  ["createObject().b", '! there is no member "b": the object is empty'],
  ["createArray().b", '! an array has no member "b"'],
  ["toLower('a').length", '! a text has no member "length"'],
  ["null().a", '! null has no member "a"'],
  ["createArray(1)[1]", "! there is no element 1: the array has 1"],
  ["createArray(1)[-1]", "! there is no element -1: the array has 1"],
  ["createObject()[0]", "! an object has no element 0"],
  ["createArray(1)[true()]", "! an index is an integer or a text, not a boolean"],
])("%s is refused", (expression, want) => {
  expect(showText(expression)).toBe(want);
});

test.each([
  ["x().a['b-c'][0].D", `{"$unknown":"x.a['b-c'][0].D"}`],
  ["createArray(1)[x()]", '{"$unknown":"createArray(1)[x]"}'],
  ["x()[y()]", '{"$unknown":"x[y]"}'],
  // Where the whole will be found, so will its members.
  ["of().a[0]", '{"$unknown":"of.a[0]","$of":{"id":"/r/1","pointer":"/properties/a/0"}}'],
  [
    "of()['a/b~c']",
    `{"$unknown":"of['a/b~c']","$of":{"id":"/r/1","pointer":"/properties/a~1b~0c"}}`,
  ],
])("unknown: %s = %s", (expression, want) => {
  expect(showText(expression)).toBe(want);
});

test.each([
  ["concat(secret(), x())", `{"$unknown":"concat('***', x)"}`],
  ["format('pw={0};{1}', secret(), x())", `{"$unknown":"concat('***', x)"}`],
  [
    "guid(createArray(createObject('k', secret())), x())",
    `{"$unknown":"guid(createArray(createObject('k', '***')), x)"}`,
  ],
  ["x()[secret()]", `{"$unknown":"x['***']"}`],
  ["createObject('a', 1)[secret()]", '! there is no member "***"; there are "a"'],
  ["int(secret())", "! int(): the text is no integer"],
  ["add(secret(), 1)", "! add() takes an integer as argument 1, not a text"],
  ["if(secret(), 1, 2)", "! if() takes a boolean as argument 1, not a text"],
  ["lambdaVariables(secret())", "! lambdaVariables(): no lambda around it has such a variable"],
])("a secret is not told: %s", (expression, want) => {
  expect(showText(expression)).toBe(want);
});

test("a long source is cut, and different ones stay different", () => {
  const long = (text: string) => evaluateText(`concat('${text.repeat(300)}', x())`);
  const [first, same, other] = [
    long("a"),
    long("a"),
    evaluateText(`concat('${"a".repeat(299)}b', x())`),
  ];
  expect(first).toEqual(same);
  expect(first).not.toEqual(other);
  expect(JSON.stringify(first).length).toBeLessThan(230);
});

// Each of these would fill the memory or never end.
test.each([
  [
    "reduce(range(0, 40), 'x', lambda('a', 'b', concat(lambdaVariables('a'), lambdaVariables('a'))))",
    "exceeds",
  ],
  [
    "reduce(range(0, 40), createArray(1), lambda('a', 'b', concat(lambdaVariables('a'), lambdaVariables('a'))))",
    "too large",
  ],
  [
    "reduce(range(0, 100), 1, lambda('a', 'b', createArray(lambdaVariables('a'), lambdaVariables('a'))))",
    "too large",
  ],
  ["reduce(range(0, 1000), 1, lambda('a', 'b', createArray(lambdaVariables('a'))))", "too large"],
  [
    "map(range(0, 800), lambda('a', map(range(0, 800), lambda('b', range(0, 800)))))",
    "more than 16777216 members and characters",
  ],
  [
    "map(range(0, 10000), lambda('a', map(range(0, 10000), lambda('b', add(1, 1)))))",
    "more than 1000000 calls",
  ],
  ["padLeft('x', 2000000000)", "exceeds"],
  ["replace(padLeft('', 100000, 'x'), 'x', padLeft('', 100000))", "exceeds"],
  ["join(map(range(0, 10000), lambda('a', 'x')), padLeft('', 100000))", "exceeds"],
  ["format(join(map(range(0, 9999), lambda('a', '{0}')), ''), padLeft('', 100000))", "exceeds"],
])("%s comes to an end", (expression, want) => {
  expect(showText(expression)).toMatch(new RegExp(`^! .*${want}`));
});

test("what a function of the deployment throws passes through", () => {
  const parsed = parseText("[boom()]");
  if (parsed.kind !== "expression") throw new Error("not an expression");
  const failing = {
    call: () => {
      throw new TypeError("broken");
    },
    names: [],
  };
  expect(() => evaluate(parsed.expression, failing)).toThrow(TypeError);
});
