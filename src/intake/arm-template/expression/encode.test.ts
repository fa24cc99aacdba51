import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluateText, showText } from "../../../../test/expressions/evaluate-text.ts";

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

test.each([
  ["base64('one, two, three')", '"b25lLCB0d28sIHRocmVl"'],
  ["base64ToString('b25lLCB0d28sIHRocmVl')", '"one, two, three"'],
  // Microsoft's own example writes its JSON with single quotes.
  ["base64ToJson(base64('{''one'': ''a'', ''two'': ''b''}'))", '{"one":"a","two":"b"}'],
  ["base64ToString('a')", "! base64ToString(): the text is not base64"],
  ["base64ToJson(base64('{'))", "! base64ToJson(): the text is not JSON"],
  ["dataUri('Hello')", '"data:text/plain;charset=utf8;base64,SGVsbG8="'],
  ["dataUri(createArray(1))", '"data:application/json;charset=utf8;base64,WzFd"'],
  ["dataUriToString('data:;base64,SGVsbG8sIFdvcmxkIQ==')", '"Hello, World!"'],
  ["dataUriToString('data:text/plain;charset=utf-8,a%20b')", '"a b"'],
  [
    "dataUriToString('data:text/plain;charset=latin1,a')",
    "! dataUriToString(): the data URI is not in UTF-8",
  ],
  ["dataUriToString('http://a')", "! dataUriToString(): the text is no data URI"],
  [
    "uriComponent('http://contoso.com/resources/nested/azuredeploy.json')",
    '"http%3A%2F%2Fcontoso.com%2Fresources%2Fnested%2Fazuredeploy.json"',
  ],
  [
    "uriComponentToString('http%3A%2F%2Fcontoso.com%2Fresources%2Fnested%2Fazuredeploy.json')",
    '"http://contoso.com/resources/nested/azuredeploy.json"',
  ],
  ["uriComponent('a b!''ä')", '"a%20b%21%27%C3%A4"'],
  ["uriComponentToString('a+b%2')", '"a b%2"'],
])("%s = %s", (expression, want) => {
  expect(showText(expression)).toBe(want);
});

test.each([
  ["null", "null"],
  ["true", "true"],
  ["-1.5e2", "-150"],
  ['"a\\u0041\\n\\/"', '"aA\\n/"'],
  ["'a\"b'", '"a\\"b"'],
  ["[1, [2,], {}]", "[1,[2],{}]"],
  ["{a: 1, 'b': 2, \"c-d\": 3,}", '{"a":1,"b":2,"c-d":3}'],
  ["/* note */ [1 // one\n]", "[1]"],
  ['{"__proto__": 1}', '{"__proto__":1}'],
  ["", "! json(): the text is not JSON"],
  ["1 2", "! json(): the text is not JSON"],
  ["[1", "! json(): the text is not JSON"],
  ["[1 2]", "! json(): the text is not JSON"],
  ["{a}", "! json(): the text is not JSON"],
  ["'a", "! json(): the text is not JSON"],
  ["nul", "! json(): the text is not JSON"],
  ["[".repeat(300), "! json(): the JSON nests too deep"],
])("json of %s is %s", (json, want) => {
  expect(showText(`json(${quote(json)})`)).toBe(want);
});

test("json reads what JSON.stringify writes", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json = JSON.stringify(value);
      expect(JSON.stringify(evaluateText(`json(${quote(json)})`))).toBe(
        JSON.stringify(JSON.parse(json)),
      );
    }),
  );
});

test("what is encoded can be decoded", () => {
  const text = fc.string({ unit: "binary", maxLength: 20 });
  fc.assert(
    fc.property(text, (value) => {
      for (const [encode, decode] of [
        ["base64", "base64ToString"],
        ["uriComponent", "uriComponentToString"],
        ["dataUri", "dataUriToString"],
      ]) {
        expect(evaluateText(`${decode}(${encode}(${quote(value)}))`)).toBe(value);
      }
    }),
  );
});

test("base64 is that of the platform", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 20 }), (value) => {
      const want = Buffer.from(value, "utf8").toString("base64");
      expect(evaluateText(`base64(${quote(value)})`)).toBe(want);
    }),
  );
});
