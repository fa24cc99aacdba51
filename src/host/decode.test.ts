import { expect, test } from "vitest";
import { decodeText } from "./decode.ts";

const utf16le = (text: string): Buffer => Buffer.from(text, "utf16le");
const utf16be = (text: string): Buffer => utf16le(text).swap16();

// Bytes that are text, and the text.
test.each([
  ["ASCII", Buffer.from('{"a": 1}'), '{"a": 1}'],
  ["UTF-8", Buffer.from('{"ort": "Köln 🜂"}'), '{"ort": "Köln 🜂"}'],
  ["UTF-8 with a mark", Buffer.from("\ufeff[1]"), "[1]"],
  ["UTF-16LE, as PowerShell writes it", utf16le("\ufeff[ö]"), "[ö]"],
  ["UTF-16BE", utf16be("\ufeff[ö]"), "[ö]"],
  ["UTF-16BE, cut in a character", utf16be("\ufeff[ö]").subarray(0, 7), "[ö"],
  ["a mark alone", Buffer.from("\ufeff"), ""],
  ["nothing", Buffer.alloc(0), ""],
  ["a part of a larger buffer", Buffer.from("xx[1]xx").subarray(2, 5), "[1]"],
  [
    "a stray byte far down",
    Buffer.from(`${"a".repeat(70_000)}\xff`, "latin1"),
    `${"a".repeat(70_000)}\ufffd`,
  ],
  // The first 64 KiB end inside the character.
  [
    "a character over the probe's end",
    Buffer.from(`${"a".repeat(65_535)}🜂`),
    `${"a".repeat(65_535)}🜂`,
  ],
])("decodes %s", (_, bytes, text) => {
  expect(decodeText(bytes)).toEqual({ kind: "text", text });
});

test.each([
  ["a zip", Buffer.from("PK\u0003\u0004\u0000\u0000")],
  ["a NUL", Buffer.from('{"a":\u0000 1}')],
  ["Latin 1", Buffer.from('{"ort": "Köln"}', "latin1")],
  ["UTF-16 without a mark", utf16le("[1]")],
  ["UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 0x5b, 0, 0, 0])],
  ["gzip", Buffer.from([0x1f, 0x8b, 8, 0])],
])("takes %s for no text", (_, bytes) => {
  expect(decodeText(bytes)).toEqual({ kind: "binary" });
});
