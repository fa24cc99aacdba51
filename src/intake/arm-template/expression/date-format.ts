import type { Moment } from "./date-time.ts";
import { ExpressionFault } from "./fault.ts";

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

const days = [
  "Sunday",
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
] as const;

/** .NET's standard patterns of one letter, in the invariant culture. */
const standard: ReadonlyMap<string, string> = new Map([
  ["d", "MM/dd/yyyy"],
  ["D", "dddd, dd MMMM yyyy"],
  ["f", "dddd, dd MMMM yyyy HH:mm"],
  ["F", "dddd, dd MMMM yyyy HH:mm:ss"],
  ["g", "MM/dd/yyyy HH:mm"],
  ["G", "MM/dd/yyyy HH:mm:ss"],
  ["m", "MMMM dd"],
  ["M", "MMMM dd"],
  ["o", "yyyy-MM-ddTHH:mm:ss.fffffffK"],
  ["O", "yyyy-MM-ddTHH:mm:ss.fffffffK"],
  ["r", "ddd, dd MMM yyyy HH:mm:ss 'GMT'"],
  ["R", "ddd, dd MMM yyyy HH:mm:ss 'GMT'"],
  ["s", "yyyy-MM-ddTHH:mm:ss"],
  ["t", "HH:mm"],
  ["T", "HH:mm:ss"],
  ["u", "yyyy-MM-dd HH:mm:ssZ"],
  ["U", "dddd, dd MMMM yyyy HH:mm:ss"],
  ["y", "yyyy MMMM"],
  ["Y", "yyyy MMMM"],
]);

// A quoted text, an escaped character, a point that stands only before decimals, a run of one letter, or anything else.
const piece = /'([^']*)'|"([^"]*)"|\\(.)|\.(F{1,7})|%?(([dfFghHKmMstyz])\6*)|([\s\S])/g;

/** Formats a moment by a .NET pattern, in UTC and the invariant culture. */
export function formatMoment(moment: Moment, pattern: string): string {
  const custom = pattern.length === 1 ? standard.get(pattern) : pattern;
  if (custom === undefined || custom === "") {
    throw new ExpressionFault("the date pattern is none of .NET's");
  }
  return custom.replaceAll(piece, (_, single, double, escaped, decimals, run, _letter, other) => {
    if (typeof decimals === "string") return formatRun(moment, decimals).replace(/^(?=.)/, ".");
    if (typeof run === "string") return formatRun(moment, run);
    return String(single ?? double ?? escaped ?? other);
  });
}

/** Formats one run of a letter; as in .NET a longer run than is known counts as the longest. */
function formatRun({ time, ticks }: Moment, run: string): string {
  const date = new Date(time);
  const pad = (value: number): string => String(value).padStart(Math.min(run.length, 2), "0");
  const fraction = `${String(date.getUTCMilliseconds()).padStart(3, "0")}${String(ticks).padStart(4, "0")}`;
  switch (run.charAt(0)) {
    case "d":
      return run.length < 3 ? pad(date.getUTCDate()) : nameOf(days, date.getUTCDay(), run);
    case "M":
      return run.length < 3 ? pad(date.getUTCMonth() + 1) : nameOf(months, date.getUTCMonth(), run);
    case "y":
      return yearOf(date.getUTCFullYear(), run.length);
    case "H":
      return pad(date.getUTCHours());
    case "h":
      return pad(date.getUTCHours() % 12 || 12);
    case "m":
      return pad(date.getUTCMinutes());
    case "s":
      return pad(date.getUTCSeconds());
    case "f":
      return fraction.slice(0, run.length);
    case "F":
      return fraction.slice(0, run.length).replace(/0+$/, "");
    case "t":
      return (date.getUTCHours() < 12 ? "AM" : "PM").slice(0, run.length);
    case "g":
      return "A.D.";
    case "K":
      return "Z".repeat(run.length);
    case "z":
      return ["+0", "+00", "+00:00"][Math.min(run.length, 3) - 1] ?? "";
    default:
      return run;
  }
}

function nameOf(names: readonly string[], index: number, run: string): string {
  const name = names[index] ?? "";
  return run.length === 3 ? name.slice(0, 3) : name;
}

function yearOf(year: number, length: number): string {
  return length < 3 ? String(year % 100).padStart(length, "0") : String(year).padStart(length, "0");
}
