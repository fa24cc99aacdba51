import { argument, faultOf, integer, named, text } from "./argument.ts";
import { formatMoment } from "./date-format.ts";
import { inRange, type Moment, parseDuration, parseMoment } from "./date-time.ts";
import type { FunctionRow } from "./function-row.ts";
import type { Call } from "./source.ts";
import type { Value } from "./value.ts";

/** Functions of dates, in UTC. The clock is the deployment's affair. */
export const dateFunctions: readonly FunctionRow[] = [
  { name: "dateTimeAdd", count: [2, 3], apply: add },
  { name: "dateTimeFromEpoch", count: [1, 1], apply: fromEpoch },
  { name: "dateTimeToEpoch", count: [1, 1], apply: toEpoch },
];

function add(call: Call): Value {
  const { time, ticks } = momentAt(call, 0);
  const duration = parseDuration(text(call, 1));
  if (duration === undefined) throw faultOf(call, "argument 2 is no ISO 8601 duration");
  const sum = inRange({ time: time + duration, ticks });
  if (sum === undefined) throw faultOf(call, "the result is outside the years 1 to 9999");
  const pattern = argument(call, 2) === null ? iso : text(call, 2);
  return named(call, () => formatMoment(sum, pattern));
}

/** How Azure writes a date when no pattern says otherwise. */
const iso = "yyyy-MM-ddTHH:mm:ss.FFFFFFFK";

function momentAt(call: Call, index: number): Moment {
  const moment = parseMoment(text(call, index));
  if (moment !== undefined) return moment;
  throw faultOf(call, `argument ${index + 1} is no ISO 8601 date`);
}

function toEpoch(call: Call): Value {
  return Math.floor(momentAt(call, 0).time / 1000);
}

function fromEpoch(call: Call): Value {
  const moment = inRange({ time: integer(call, 0) * 1000, ticks: 0 });
  if (moment === undefined) throw faultOf(call, "the date is outside the years 1 to 9999");
  return formatMoment(moment, iso);
}
