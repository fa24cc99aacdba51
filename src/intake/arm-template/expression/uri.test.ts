import { expect, test } from "vitest";
import { showText } from "../../../../test/expressions/evaluate-text.ts";

test.each([
  ["uri('http://contoso.org/firstpath', 'myscript.sh')", '"http://contoso.org/myscript.sh"'],
  [
    "uri('http://contoso.org/firstpath/', 'myscript.sh')",
    '"http://contoso.org/firstpath/myscript.sh"',
  ],
  [
    "uri('http://contoso.org/firstpath/azuredeploy.json', 'myscript.sh')",
    '"http://contoso.org/firstpath/myscript.sh"',
  ],
  [
    "uri('http://contoso.org/firstpath/azuredeploy.json/', 'myscript.sh')",
    '"http://contoso.org/firstpath/azuredeploy.json/myscript.sh"',
  ],
  ["uri('https://a.org/b/c?q#f', '../d/./e f')", '"https://a.org/d/e%20f"'],
  ["uri('https://a.org/b/c', '/d')", '"https://a.org/d"'],
  ["uri('https://a.org/b/c', '//B.org/d')", '"https://b.org/d"'],
  ["uri('https://a.org/b/c', 'http://b.org')", '"http://b.org/"'],
  ["uri('https://a.org/b/c?q', '')", '"https://a.org/b/c?q"'],
  ["uri('https://a.org:443', 'b?c#d')", '"https://a.org/b?c#d"'],
  ["uri('/a', 'b')", "! uri(): argument 1 is no absolute URI such as https://example.com/a"],
  [
    "parseUri('https://A.org:8080/b/c?d=e')",
    '{"scheme":"https","host":"a.org","port":8080,"path":"/b/c","query":"?d=e"}',
  ],
  ["parseUri('https://a.org').port", "443"],
  [
    "buildUri(createObject('scheme', 'https', 'host', 'a.org', 'port', 8080, 'path', '/b', 'query', '?c=d'))",
    '"https://a.org:8080/b?c=d"',
  ],
  [
    "buildUri(createObject('scheme', 'https', 'host', 'a.org', 'port', null(), 'path', 'b', 'query', 'c'))",
    '"https://a.org/b?c"',
  ],
  [
    "buildUri(createObject('scheme', 'https'))",
    "! buildUri(): the object has no scheme or no host",
  ],
  ["uri(x(), 'b')", `{"$unknown":"uri(x, 'b')"}`],
])("%s = %s", (expression, want) => {
  expect(showText(expression)).toBe(want);
});
