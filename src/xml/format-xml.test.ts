import { expect, test } from "vitest";
import { formatXml } from "./format-xml.ts";

test("elements stand in lines, texts are escaped, and what XML cannot hold is replaced", () => {
  const document = formatXml({
    name: "a",
    attributes: { one: 'x "y" & <z>', none: undefined, two: 2 },
    content: [
      { name: "empty", attributes: {} },
      { name: "list", attributes: {}, content: [] },
      { name: "text", attributes: { at: "line\nbreak" }, content: "it's\u0007 1 < 2" },
    ],
  });
  expect(document).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<a one="x &quot;y&quot; &amp; &lt;z&gt;" two="2">
  <empty/>
  <list>
  </list>
  <text at="line
break">it&apos;s\ufffd 1 &lt; 2</text>
</a>
`);
});

test("characters outside the basic plane stay, halves of them do not", () => {
  expect(formatXml({ name: "a", attributes: {}, content: "\u{1F600} \uD800" })).toContain(
    "<a>\u{1F600} \ufffd</a>",
  );
});
