import { groupDigits, roundTo } from "./decimal.ts";
import { ExpressionFault } from "./fault.ts";

/** One token of a custom pattern: a place for a digit, a mark with a meaning, or a text. */
interface Token {
  readonly kind: "place" | "mark" | "text";
  readonly text: string;
}

// A quoted text, an escaped character, a place for a digit, a mark, or any other text.
const token = /'([^']*)'|"([^"]*)"|\\([\s\S])|([0#])|([.,%‰;])|[\s\S]/g;

/** Formats a number by a custom .NET pattern such as `000` or `#,##0.00;(#)`. */
export function formatCustom(value: number, pattern: string): string {
  if (/[0#][eE][+-]?0/.test(pattern)) {
    throw new ExpressionFault("patterns with an exponent are not known here");
  }
  const sections = split(tokenize(pattern));
  const index = value < 0 ? 1 : value === 0 ? 2 : 0;
  const own = sections[index];
  const section = own === undefined || own.length === 0 ? (sections[0] ?? []) : own;
  const isOwn = section === own;
  // Only a section for negative numbers decides about their sign itself.
  return `${value < 0 && !isOwn ? "-" : ""}${formatSection(Math.abs(value), section)}`;
}

function tokenize(pattern: string): readonly Token[] {
  return [...pattern.matchAll(token)].map(
    ([found, single, double, escaped, place, mark]): Token => {
      if (place !== undefined) return { kind: "place", text: place };
      if (mark !== undefined) return { kind: "mark", text: mark };
      return { kind: "text", text: single ?? double ?? escaped ?? found };
    },
  );
}

function split(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const sections: Token[][] = [[]];
  for (const each of tokens) {
    if (each.kind === "mark" && each.text === ";") sections.push([]);
    else sections.at(-1)?.push(each);
  }
  return sections;
}

function isMark({ kind, text }: Token, mark: string): boolean {
  return kind === "mark" && text === mark;
}

function formatSection(size: number, section: readonly Token[]): string {
  const found = section.findIndex((each) => isMark(each, "."));
  const point = found < 0 ? section.length : found;
  const [before, after] = [section.slice(0, point), section.slice(point + 1)];
  const lastPlace = before.findLastIndex(({ kind }) => kind === "place");
  const scale = before.slice(lastPlace + 1).filter((each) => isMark(each, ",")).length;
  const isGrouped = before.slice(0, lastPlace).some((each) => isMark(each, ","));
  const hundreds = section.filter((each) => isMark(each, "%")).length;
  const thousands = section.filter((each) => isMark(each, "‰")).length;
  const scaled = (size * 100 ** hundreds * 1000 ** thousands) / 1000 ** scale;
  const decimals = after.filter(({ kind }) => kind === "place").length;
  const [whole = "", fraction = ""] = roundTo(scaled, decimals).split(".");
  const text = fillWhole(before, whole === "0" ? "" : whole, isGrouped);
  const rest = fillFraction(after, fraction);
  return rest.hasDigits ? `${text}.${rest.text}` : text + rest.text;
}

/** Fills places from the right; the first one takes all digits that are left. */
function fillWhole(tokens: readonly Token[], whole: string, isGrouped: boolean): string {
  const places = tokens.filter(({ kind }) => kind === "place");
  const firstZero = places.findIndex(({ text }) => text === "0");
  const least = firstZero < 0 ? 0 : places.length - firstZero;
  const digits = whole.padStart(least, "0");
  let at = 0;
  let left = places.length;
  const shown = isGrouped ? groupDigits(digits) : digits;
  return tokens
    .map((each) => {
      if (each.kind === "text") return each.text;
      if (each.kind === "mark") return each.text === "," ? "" : each.text;
      left -= 1;
      const end = left === 0 ? shown.length : endOf(shown, left, at);
      const part = shown.slice(at, end);
      at = end;
      return part;
    })
    .join("");
}

/** Where the digits end that leave one for each of the places behind. */
function endOf(shown: string, left: number, start: number): number {
  let end = shown.length;
  for (let count = left; count > 0 && end > start; end -= 1) {
    if (shown.charAt(end - 1) !== ",") count -= 1;
  }
  return Math.max(start, end);
}

interface Fraction {
  readonly text: string;
  readonly hasDigits: boolean;
}

/** Zeros at the end stand only in places that ask for them. */
function fillFraction(tokens: readonly Token[], fraction: string): Fraction {
  const places = tokens.filter(({ kind }) => kind === "place");
  const least = places.findLastIndex(({ text }) => text === "0") + 1;
  const digits = fraction.replace(/0+$/, "").padEnd(least, "0");
  let at = 0;
  const text = tokens
    .map((each) => {
      if (each.kind === "text") return each.text;
      if (each.kind === "mark") return each.text === "," || each.text === "." ? "" : each.text;
      at += 1;
      return digits.charAt(at - 1);
    })
    .join("");
  return { text, hasDigits: digits !== "" };
}
