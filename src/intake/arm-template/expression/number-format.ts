import { formatCustom } from "./custom-number.ts";
import { decimalOf, groupDigits, roundTo } from "./decimal.ts";
import { ExpressionFault } from "./fault.ts";
import { textOfSimple } from "./text-value.ts";

/**
 * Formats a number by a .NET pattern, in the culture that Azure uses: comma between thousands, point
 * before decimals, dollar as currency. Throws `ExpressionFault` for no such pattern.
 */
export function formatNumber(value: number, pattern: string): string {
  if (pattern === "") return textOfSimple(value);
  const match = /^([A-Za-z])(\d{0,3})$/.exec(pattern);
  if (match === null) return formatCustom(value, pattern);
  const [, letter = "", digits = ""] = match;
  return formatStandard(value, letter, digits === "" ? undefined : Number(digits));
}

function formatStandard(value: number, letter: string, precision: number | undefined): string {
  const sign = value < 0 ? "-" : "";
  const size = Math.abs(value);
  switch (letter.toUpperCase()) {
    case "B":
      return bits(value, letter)
        .toString(2)
        .padStart(precision ?? 0, "0");
    case "C":
      return `${sign}$${groupDigits(roundTo(size, precision ?? 2))}`;
    case "D":
      return (
        sign +
        whole(size, letter)
          .toString()
          .padStart(precision ?? 0, "0")
      );
    case "E":
      return sign + exponential(size, precision ?? 6, letter);
    case "F":
      return sign + roundTo(size, precision ?? 2);
    case "G":
      return general(value, precision, letter);
    case "N":
      return sign + groupDigits(roundTo(size, precision ?? 2));
    case "P":
      return `${sign}${groupDigits(roundTo(size * 100, precision ?? 2))}%`;
    case "R":
      return textOfSimple(value);
    case "X":
      return hex(value, letter).padStart(precision ?? 0, "0");
    default:
      throw new ExpressionFault(`${letter} is none of .NET's patterns for numbers`);
  }
}

function whole(value: number, letter: string): bigint {
  if (Number.isInteger(value)) return BigInt(value);
  throw new ExpressionFault(`the pattern ${letter} is for integers only`);
}

/** The 64 bits of an integer; a negative one fills them. */
function bits(value: number, letter: string): bigint {
  return BigInt.asUintN(64, whole(value, letter));
}

function hex(value: number, letter: string): string {
  const digits = bits(value, letter).toString(16);
  return letter === "X" ? digits.toUpperCase() : digits;
}

/** One digit before the point, and an exponent of three digits at least. */
function exponential(size: number, precision: number, letter: string): string {
  const [mantissa = "", exponent = "0"] = size.toExponential(Math.min(precision, 100)).split("e");
  const digits = exponent.replace(/^[+-]/, "").padStart(3, "0");
  return `${mantissa}${letter}${exponent.startsWith("-") ? "-" : "+"}${digits}`;
}

/** The shorter of plain and scientific form, with so many digits that count. */
function general(value: number, precision: number | undefined, letter: string): string {
  if (precision === undefined || precision === 0) return textOfSimple(value);
  const rounded = Number(value.toPrecision(Math.min(precision, 100)));
  const exponent = rounded === 0 ? 0 : Math.floor(Math.log10(Math.abs(rounded)));
  if (exponent > -5 && exponent < precision) return decimalOf(rounded);
  const [mantissa = "", power = "0"] = rounded.toExponential().split("e");
  const digits = power.replace(/^[+-]/, "").padStart(2, "0");
  const mark = letter === "g" ? "e" : "E";
  return `${mantissa}${mark}${power.startsWith("-") ? "-" : "+"}${digits}`;
}
