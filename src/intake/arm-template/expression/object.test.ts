import { expect, test } from "vitest";
import { showText } from "../../../../test/expressions/evaluate-text.ts";

test.each([
  ["createObject('intProp', 1, 'arrayProp', createArray('a'))", '{"intProp":1,"arrayProp":["a"]}'],
  ["createObject()", "{}"],
  ["createObject('a')", "! createObject(): the last name has no value"],
  ["createObject(1, 2)", "! createObject() takes a text as name as argument 1, not an integer"],
  ["createObject('a', 1, 'a', 2)", "! createObject(): a name occurs twice"],
  ["createObject('__proto__', 1).__proto__", "1"],
  ["createObject('a', 1).constructor", '! there is no member "constructor"; there are "a"'],
  [
    "intersection(createObject('one', 'a', 'two', 'b', 'three', 'c'), createObject('one', 'a', 'two', 'z', 'three', 'c'))",
    '{"one":"a","three":"c"}',
  ],
  [
    "intersection(createArray('one', 'two', 'three'), createArray('two', 'three'))",
    '["two","three"]',
  ],
  ["intersection(createArray(1), createArray(1, 1), createArray(2, 1))", "[1]"],
  [
    "intersection(createArray(1), 1)",
    "! intersection() takes an array, like the others as argument 2, not an integer",
  ],
  [
    "items(createObject('item002', 1, 'item001', 2))",
    '[{"key":"item001","value":2},{"key":"item002","value":1}]',
  ],
  // Order regards no case, and names that differ in case only stay as they were.
  [
    "objectKeys(createObject('b', 1, 'ABC', 1, 'abc', 1, '123Key', 1))",
    '["123Key","ABC","abc","b"]',
  ],
  [
    "shallowMerge(createArray(createObject('a', createObject('x', 1)), createObject('a', createObject('y', 2))))",
    '{"a":{"y":2}}',
  ],
  ["shallowMerge(createArray(1))", "! shallowMerge(): the array holds an integer beside objects"],
  [
    "union(createObject('one', 'a', 'two', 'b', 'three', 'c1'), createObject('three', 'c2', 'four', 'd'))",
    '{"one":"a","two":"b","three":"c2","four":"d"}',
  ],
  [
    "union(createArray('one', 'two', 'three'), createArray('three', 'four'))",
    '["one","two","three","four"]',
  ],
  // Objects inside are merged, arrays inside are not, and names are found without regard to case.
  [
    "union(createObject('a', createObject('x', 1, 'l', createArray(1))), createObject('A', createObject('y', 2, 'l', createArray(2))))",
    '{"a":{"x":1,"l":[2],"y":2}}',
  ],
  ["union(createObject('a', 1), createObject('a', null()))", '{"a":null}'],
  [
    "union(createObject('a', 1), createArray())",
    "! union() takes an object, like the others as argument 2, not an array",
  ],
  ["union('a', 'b')", "! union() takes an array or object as argument 1, not a text"],
])("%s = %s", (expression, want) => {
  expect(showText(expression)).toBe(want);
});

test.each([
  ["tryGet(createObject('key', 'value'), 'KEY')", '"value"'],
  ["tryGet(createArray('element'), 0)", '"element"'],
  ["tryGet(createObject(), 'property')", "null"],
  ["tryGet(createObject(), 0)", "null"],
  ["tryGet(null(), 'property')", "null"],
  ["tryGet('string', 'property')", "null"],
  ["tryGet(createArray(), 0)", "null"],
  ["tryGet(createArray(1), -1)", "null"],
  [
    "tryGet(createObject('key', createObject('nestedKey', 'value')), 'key', 'nestedKey')",
    '"value"',
  ],
  [
    "tryGet(createObject('key', createObject('nestedKey', 'value')), 'unknownKey', 'nestedKey')",
    "null",
  ],
  // Only the first step may fail.
  [
    "tryGet(createObject('key', createObject('nestedKey', 'value')), 'key', 'unknownNestedKey')",
    '! there is no member "unknownNestedKey"; there are "nestedKey"',
  ],
  [
    "tryGet(createObject('a', createArray(1, 2)), 'a', createObject('value', 1, 'fromEnd', true()))",
    "2",
  ],
  ["tryIndexFromEnd(createArray(1, 2), 2)", "1"],
  ["tryIndexFromEnd(createArray(1, 2), 3)", "null"],
  ["tryGet(createObject(), true())", "! tryGet() takes an integer as argument 2, not a boolean"],
])("%s = %s", (expression, want) => {
  expect(showText(expression)).toBe(want);
});

test.each([
  ["createObject('a', x())", '{"a":{"$unknown":"x"}}'],
  ["createObject(x(), 1)", '{"$unknown":"createObject(x, 1)"}'],
  ["union(createObject('a', x()), createObject('b', 1))", '{"a":{"$unknown":"x"},"b":1}'],
  ["union(createObject('a', 1), createObject('a', x()))", '{"a":{"$unknown":"x"}}'],
  // What is unknown may be an object whose members stay.
  [
    "union(createObject('a', x()), createObject('a', createObject('b', 1)))",
    `{"a":{"$unknown":"union(x, createObject('b', 1))"}}`,
  ],
  ["union(createArray(x(), 1), createArray(x(), y()))", '[{"$unknown":"x"},1,{"$unknown":"y"}]'],
  [
    "intersection(createArray(x()), createArray(1))",
    '{"$unknown":"intersection(createArray(x), createArray(1))"}',
  ],
  ["items(createObject('a', x()))", '[{"key":"a","value":{"$unknown":"x"}}]'],
  ["tryGet(x(), 'a', 'b')", '{"$unknown":"x.a.b"}'],
  ["tryGet(createObject('a', 1), x())", `{"$unknown":"createObject('a', 1)[x]"}`],
])("unknown: %s = %s", (expression, want) => {
  expect(showText(expression)).toBe(want);
});
