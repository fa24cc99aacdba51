import { text } from "./argument.ts";
import { type FunctionRow, many } from "./function-row.ts";
import { sha1 } from "./sha1.ts";
import type { Call } from "./source.ts";
import { uniqueText } from "./unique-text.ts";
import { encodeUtf8 } from "./utf8.ts";

/** Names that follow from others, exactly as Azure computes them. */
export const hashFunctions: readonly FunctionRow[] = [
  { name: "guid", count: [1, many], apply: (call) => guidOf(joined(call)) },
  { name: "uniqueString", count: [1, many], apply: (call) => uniqueText(joined(call)) },
];

function joined(call: Call): string {
  return call.args.map((_, index) => text(call, index)).join("-");
}

/** The namespace of ARM's GUIDs, 11fb06fb-712d-4ddd-98c7-e71bbd588830. */
const namespace = [
  0x11, 0xfb, 0x06, 0xfb, 0x71, 0x2d, 0x4d, 0xdd, 0x98, 0xc7, 0xe7, 0x1b, 0xbd, 0x58, 0x88, 0x30,
];

/** A UUID of version 5 (RFC 9562) of the text in ARM's namespace. */
function guidOf(name: string): string {
  const digest = sha1(Uint8Array.from([...namespace, ...encodeUtf8(name)]));
  const hex = [...digest.slice(0, 16)]
    .map((byte, index) =>
      index === 6 ? (byte & 0x0f) | 0x50 : index === 8 ? (byte & 0x3f) | 0x80 : byte,
    )
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
