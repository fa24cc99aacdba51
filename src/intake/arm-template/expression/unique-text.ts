import { murmurHash64 } from "./murmur.ts";
import { encodeUtf8 } from "./utf8.ts";

const digits = "abcdefghijklmnopqrstuvwxyz234567";

/** What `uniqueString` gives for its joined arguments: 64 bits in 13 digits of 5, highest first. */
export function uniqueText(text: string): string {
  let rest = murmurHash64(encodeUtf8(text));
  let unique = "";
  for (let i = 0; i < 13; i += 1) {
    unique += digits.charAt(Number(rest >> 59n));
    rest = BigInt.asUintN(64, rest << 5n);
  }
  return unique;
}
