/** A moment in UTC, in whole milliseconds and what is left of them, in .NET's ticks of 100 ns. */
export interface Moment {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly time: number;
  /** 0..9999. */
  readonly ticks: number;
}

const pattern =
  /^(\d{4})(-?)(\d{2})\2(\d{2})(?:[T ](\d{2})(:?)(\d{2})(?:\6(\d{2})(?:[.,](\d{1,7})\d*)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** Parses an ISO 8601 date, with a time or without; no offset means UTC. */
export function parseMoment(text: string): Moment | undefined {
  const match = pattern.exec(text.trim());
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = [1, 3, 4, 5, 7, 8].map((at) =>
    Number(match[at] ?? "0"),
  );
  const fraction = (match[9] ?? "").padEnd(7, "0");
  const date = new Date(0);
  date.setUTCFullYear(year ?? 0, (month ?? 0) - 1, day);
  date.setUTCHours(hour ?? 0, minute, second, Number(fraction.slice(0, 3)));
  // A day or hour that does not exist has become another one.
  const isReal =
    date.getUTCMonth() + 1 === month && date.getUTCDate() === day && date.getUTCHours() === hour;
  if (!isReal || (minute ?? 0) > 59 || (second ?? 0) > 59) return undefined;
  const time = date.getTime() - offsetOf(match[10] ?? "Z") * 60_000;
  return inRange({ time, ticks: Number(fraction.slice(3)) });
}

/** Minutes that an offset is ahead of UTC. */
function offsetOf(offset: string): number {
  if (offset.toUpperCase() === "Z") return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.replace(":", "").slice(3) || "0");
  return offset.startsWith("-") ? -minutes : minutes;
}

const earliest = -62_135_596_800_000;
const latest = 253_402_300_799_999;

/** A moment of the years 1 to 9999; others Azure cannot name. */
export function inRange(moment: Moment): Moment | undefined {
  return moment.time >= earliest && moment.time <= latest ? moment : undefined;
}

const duration =
  /^(-)?P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,3})\d*)?S)?)?$/;

const day = 86_400_000;

/**
 * Parses an ISO 8601 duration, in milliseconds. As in Azure a year is 365 days and a month 30:
 * leap years and long months do not count.
 */
export function parseDuration(text: string): number | undefined {
  const match = duration.exec(text.trim());
  if (match === null) return undefined;
  const units = [365 * day, 30 * day, 7 * day, day, 3_600_000, 60_000, 1000];
  const whole = units.reduce((sum, unit, at) => sum + unit * Number(match[at + 2] ?? "0"), 0);
  const total = whole + Number((match[9] ?? "").padEnd(3, "0"));
  return match[1] === "-" ? -total : total;
}
