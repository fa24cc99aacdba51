import { expect, test } from "vitest";
import { showText } from "../../../../test/expressions/evaluate-text.ts";

const dogs = `json('[{"name":"Evie","age":5},{"name":"Casper","age":3},{"name":"Indy","age":2}]')`;
const i = "lambdaVariables('i')";

test.each([
  [`filter(range(0, 10), lambda('i', equals(0, mod(${i}, 2))))`, "[0,2,4,6,8]"],
  [`filter(createArray('a', 'b', 'c'), lambda('v', 'i', equals(mod(${i}, 2), 0)))`, '["a","c"]'],
  [`map(${dogs}, lambda('i', ${i}.name))`, '["Evie","Casper","Indy"]'],
  [
    `map(${dogs}, lambda('i', format('Hello {0}!', ${i}.name)))`,
    '["Hello Evie!","Hello Casper!","Hello Indy!"]',
  ],
  [
    `map(createArray('a', 'b'), lambda('v', 'i', concat(lambdaVariables('v'), ${i})))`,
    '["a0","b1"]',
  ],
  [`map(createArray(), lambda('i', ${i}))`, "[]"],
  [`mapValues(createObject('a', 123, 'b', 456), lambda('i', mul(${i}, 2)))`, '{"a":246,"b":912}'],
  [
    "reduce(range(1, 5), 1, lambda('a', 'b', mul(lambdaVariables('a'), lambdaVariables('b'))))",
    "120",
  ],
  ["reduce(createArray(), 0, lambda('a', 'b', lambdaVariables('a')))", "0"],
  [
    `reduce(createArray('abc', 'def', 'ghi'), '', lambda('a', 'b', 'i', if(equals(mod(${i}, 2), 0), concat(lambdaVariables('a'), lambdaVariables('b')), lambdaVariables('a'))))`,
    '"abcghi"',
  ],
  [
    "sort(createArray(8, 3, 10, -13, 5), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))",
    "[-13,3,5,8,10]",
  ],
  [
    "sort(createArray('ghi', 'abc', 'def'), lambda('a', 'b', greater(lambdaVariables('a'), lambdaVariables('b'))))",
    '["ghi","def","abc"]',
  ],
  [`toObject(createArray(123, 456), lambda('i', string(div(${i}, 100))))`, '{"1":123,"4":456}'],
  [
    `toObject(${dogs}, lambda('i', ${i}.name), lambda('i', ${i}.age))`,
    '{"Evie":5,"Casper":3,"Indy":2}',
  ],
  [
    `groupBy(createArray('ab', 'c', 'ad'), lambda('i', first(${i})))`,
    '{"a":["ab","ad"],"c":["c"]}',
  ],
  [
    `groupBy(createArray('ab', 'c', 'ad'), lambda('i', first(${i})), lambda('i', last(${i})))`,
    '{"a":["b","d"],"c":["c"]}',
  ],
  // A lambda sees the variables of those around it, and hides one of its own name.
  [
    `map(createArray(1, 2), lambda('i', map(createArray(10), lambda('j', add(${i}, lambdaVariables('j'))))))`,
    "[[11],[12]]",
  ],
  [`map(createArray(1), lambda('i', map(createArray(5), lambda('i', ${i}))))`, "[[5]]"],
])("%s = %s", (expression, want) => {
  expect(showText(expression)).toBe(want);
});

test.each([
  ["map(createArray(1), 'i')", "! map(): argument 2 must be a lambda()"],
  ["map(createArray(1), lambda(1, 2))", "! map(): the variables of a lambda are texts"],
  [
    "map(createArray(1), lambda('a', 'b', 'c', 1))",
    "! map(): its lambda has 1 or 2 variables, not 3",
  ],
  ["map('a', lambda('i', 1))", "! map() takes an array as argument 1, not a text"],
  ["filter(createArray(1), lambda('i', 1))", "! filter(): its lambda gives no boolean"],
  [
    "toObject(createArray(1), lambda('i', 1))",
    "! toObject(): its lambda gives a key that is no text",
  ],
  ["lambdaVariables('i')", '! lambdaVariables(): no lambda around it has a variable "i"'],
  [
    "lambda('i', 1)",
    "! lambda(): a lambda stands only where map(), filter(), reduce(), sort() and the like take one",
  ],
])("%s is refused", (expression, want) => {
  expect(showText(expression)).toBe(want);
});

test.each([
  [`map(createArray(x()), lambda('i', concat('a', ${i})))`, `[{"$unknown":"concat('a', x)"}]`],
  [
    `map(x(), lambda('i', concat('a', ${i})))`,
    `{"$unknown":"map(x, lambda('i', concat('a', i)))"}`,
  ],
  [
    `map(createArray(1), lambda('k', map(x(), lambda('i', lambdaVariables('k')))))`,
    `[{"$unknown":"map(x, lambda('i', 1))"}]`,
  ],
  [`reduce(x(), 0, lambda('a', 'b', 1))`, `{"$unknown":"reduce(x, 0, lambda('a', 'b', 1))"}`],
  [`filter(createArray(x(), 1), lambda('i', true()))`, '[{"$unknown":"x"},1]'],
  [
    `filter(createArray(x(), 1), lambda('i', equals(${i}, 1)))`,
    `{"$unknown":"filter(createArray(x, 1), lambda('i', equals(i, 1)))"}`,
  ],
  [
    "sort(createArray(x(), 1), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))",
    `{"$unknown":"sort(createArray(x, 1), lambda('a', 'b', less(a, b)))"}`,
  ],
  [
    `toObject(createArray(x()), lambda('i', ${i}))`,
    `{"$unknown":"toObject(createArray(x), lambda('i', i))"}`,
  ],
])("unknown: %s = %s", (expression, want) => {
  expect(showText(expression)).toBe(want);
});
