import { expect, test } from "vitest";
import { showText } from "../../../../test/expressions/evaluate-text.ts";

test.each([
  ["endsWith('abcdef', 'F')", "true"],
  ["endsWith('abcdef', 'e')", "false"],
  ["startsWith('abcdef', 'A')", "true"],
  ["startsWith('abcdef', 'e')", "false"],
  ["join(createArray('one', 'two', 'three'), ';')", '"one;two;three"'],
  ["join(createArray(), ';')", '""'],
  ["join(createArray(createArray()), ';')", "! join(): element 0 of the array is no text"],
  ["like('Hello World', 'hello*')", "true"],
  ["like('Hello World', '*o*o*')", "true"],
  ["like('Hello World', '*x*')", "false"],
  ["like('aa', 'a*a')", "true"],
  ["like('a', 'a*a')", "false"],
  ["padLeft('123', 10, '0')", '"0000000123"'],
  ["padLeft(7, 3)", '"  7"'],
  ["padLeft('1234', 3, '0')", '"1234"'],
  ["padLeft('1', 3, 'ab')", "! padLeft(): the filler is not one character"],
  ["replace('123-123-1234', '-', '')", '"1231231234"'],
  ["replace('123-123-1234', '1234', 'xxxx')", '"123-123-xxxx"'],
  ["replace('aAa', 'a', '$&')", '"$&A$&"'],
  ["replace('a', '', 'b')", "! replace(): the text to be replaced is empty"],
  ["split('one,two,three', ',')", '["one","two","three"]'],
  ["split('one;two,three', createArray(',', ';'))", '["one","two","three"]'],
  ["split('a.b|c', createArray('.', '|'))", '["a","b","c"]'],
  ["split('abc', '')", '["abc"]'],
  ["split('a b', createArray())", '["a","b"]'],
  ["split('', ',')", '[""]'],
  [
    "string(createObject('valueA', 10, 'valueB', 'Example Text'))",
    '"{\\"valueA\\":10,\\"valueB\\":\\"Example Text\\"}"',
  ],
  ["string(createArray('a', 'b', 'c'))", '"[\\"a\\",\\"b\\",\\"c\\"]"'],
  ["string(5)", '"5"'],
  ["string(true())", '"True"'],
  ["string(null())", '""'],
  ["substring('one two three', 4, 3)", '"two"'],
  ["substring('abc', 1)", '"bc"'],
  ["substring('abc', 3)", '""'],
  [
    "substring('1234567890', 0, 11)",
    "! substring(): 11 characters from 0 on exceed the text of 10",
  ],
  ["substring('abc', 4)", "! substring(): the start 4 is outside the text of 3 characters"],
  ["toLower('One TWO')", '"one two"'],
  ["toUpper('One two')", '"ONE TWO"'],
  ["toLower(null())", '""'],
  ["toLower(1)", "! toLower() takes a text as argument 1, not an integer"],
  ["trim('    one two three   ')", '"one two three"'],
])("%s = %s", (expression, want) => {
  expect(showText(expression)).toBe(want);
});

// Texts that are put together in different ways are the same text.
test("an unknown text has one source however it is put together", () => {
  const ways = [
    "concat('vnet-', x(), '-', 1)",
    "concat(concat('vnet', '-'), concat(x(), '-1'))",
    "format('vnet-{0}-{1}', x(), 1)",
    "format('{0}{1}', 'vnet-', concat(x(), '-1'))",
    "join(createArray('vnet', x(), '1'), '-')",
  ];
  const sources = ways.map(showText);
  expect(new Set(sources)).toEqual(new Set([`{"$unknown":"concat('vnet-', x, '-1')"}`]));
});

test.each([
  ["concat(x())", '{"$unknown":"x"}'],
  ["concat('', x(), '')", '{"$unknown":"x"}'],
  ["toLower(concat('A', x()))", `{"$unknown":"toLower(concat('A', x))"}`],
  ["join(x(), ',')", `{"$unknown":"join(x, ',')"}`],
  ["string(createArray(x()))", '{"$unknown":"string(createArray(x))"}'],
])("unknown: %s = %s", (expression, want) => {
  expect(showText(expression)).toBe(want);
});
