import { expect, test } from "vitest";
import { evaluateText, showText } from "../../../../test/expressions/evaluate-text.ts";

test.each([
  [
    "format('{0}, {1}. Formatted number: {2:N0}', 'Hello', 'User', 8175133)",
    "Hello, User. Formatted number: 8,175,133",
  ],
  ["format('>{0}<>{1}<>{2}<>{3}<', false(), 12948, 'hello!', null())", ">False<>12948<>hello!<><"],
  [
    "format('{0}{1}', createObject('a', 'b', '!c', 2), createArray(true(), 'abc'))",
    "{'a':'b','!c':2}[true,'abc']",
  ],
  ["format('{{{0}}} }} {{', 1)", "{1} } {"],
  ["format('{1}{0}{1}', 'a', 'b')", "bab"],
  ["format('no hole')", "no hole"],
  ["format('[{0,5}][{0,-5}][{0,1}]', 'abc')", "[  abc][abc  ][abc]"],
  ["format('{0,6:D3}|', 7)", "   007|"],
  // A pattern says nothing to a text or boolean.
  ["format('{0:D3}{1:X}', 'a', true())", "aTrue"],
])("%s = %s", (expression, want) => {
  expect(evaluateText(expression)).toBe(want);
});

// .NET's patterns for numbers, in the culture en-US.
test.each([
  ["D", 42, "42"],
  ["D5", -42, "-00042"],
  ["d3", 7, "007"],
  ["N", 1234567, "1,234,567.00"],
  ["N0", -1234567, "-1,234,567"],
  ["N1", "1234.25", "1,234.3"],
  ["F", 42, "42.00"],
  ["F1", "0.05", "0.1"],
  ["F0", "2.5", "3"],
  ["X", 255, "FF"],
  ["x4", 255, "00ff"],
  ["X", -1, "FFFFFFFFFFFFFFFF"],
  ["B8", 5, "00000101"],
  ["E2", 12345, "1.23E+004"],
  ["e0", "0.00012", "1e-004"],
  ["G", 42, "42"],
  ["G2", 12345, "1.2E+04"],
  ["G6", 12345, "12345"],
  ["P1", "0.425", "42.5%"],
  ["C", -1234, "-$1,234.00"],
  ["R", 42, "42"],
  ["000", 7, "007"],
  ["000", 1234, "1234"],
  ["0.00", "1.005", "1.01"],
  ["0.##", "1.5", "1.5"],
  ["0.##", 1, "1"],
  ["#", 0, ""],
  ["#,##0", 1234567, "1,234,567"],
  ["#,#", 999, "999"],
  ["#,##0.00", "1234.5", "1,234.50"],
  ["0,0", 1234567, "1,234,567"],
  ["0,,", 1234567890, "1235"],
  ["0%", "0.42", "42%"],
  ["(000) 000-0000", 5551234567, "(555) 123-4567"],
  ["'no. '0", 5, "no. 5"],
  ["\\\\#0", 5, "\\5"],
  ["0;(0);zero", 5, "5"],
  ["0;(0);zero", -5, "(5)"],
  ["0;(0);zero", 0, "zero"],
  ["-0", 5, "-5"],
  ["0", -5, "-5"],
])("{0:%s} of %j is %s", (pattern, value, want) => {
  const quoted = pattern.replaceAll("'", "''");
  expect(evaluateText(`format('{0:${quoted}}', json('${value}'))`)).toBe(want);
});

test.each([
  ["format('{1}', 1)", "! format(): the pattern asks for argument {1}, and there is none"],
  ["format('{', 1)", "! format(): a brace stands alone in the pattern"],
  ["format('{a}', 1)", "! format(): a brace stands alone in the pattern"],
  ["format('{0:Q}', 1)", "! format(): Q is none of .NET's patterns for numbers"],
  ["format('{0:D2}', json('1.5'))", "! format(): the pattern D is for integers only"],
  ["format('{0:0.0E+0}', 1)", "! format(): patterns with an exponent are not known here"],
  ["format('{0,999999}', 1)", "! format(): the width 999999 is too large"],
  ["format(1)", "! format() takes a text as argument 1, not an integer"],
])("%s is refused", (expression, want) => {
  expect(showText(expression)).toBe(want);
});

test.each([
  ["format(x(), 1)", '{"$unknown":"format(x, 1)"}'],
  ["format('a{0}', x())", `{"$unknown":"concat('a', x)"}`],
  ["format('a{0}b{1}', 1, x())", `{"$unknown":"concat('a1b', x)"}`],
  ["format('a', x())", '"a"'],
  ["format('{0:D2}', x())", `{"$unknown":"format('{0:D2}', x)"}`],
  ["format('a{1,4}', 1, x())", `{"$unknown":"concat('a', format('{0,4}', x))"}`],
  ["format('{0}', createArray(x()))", `{"$unknown":"format('{0}', createArray(x))"}`],
])("unknown: %s = %s", (expression, want) => {
  expect(showText(expression)).toBe(want);
});
