import {
  booleanAt,
  choicesAt,
  fieldsAt,
  itemsAt,
  type Mistake,
  mistakeAt,
  type Spot,
  textAt,
  textsAt,
} from "../document/index.ts";
import { parseDuration } from "./duration.ts";
import type { Application, Change, Scenario } from "./scenario.ts";

const scenarioKeys = ["start", "duration", "snapshots", "changes", "application"] as const;
const changeKeys = ["at", "add", "remove"] as const;
const applicationKeys = [
  "from",
  "to",
  "every",
  "timeout",
  "retryQueue",
  "connection",
  "kernel",
] as const;

const second = 1000;
const mostMessages = 100_000;

/** Reads the value of a scenario file. Every mistake in it is given, with its JSON pointer. */
export function readScenario(value: unknown): {
  readonly scenario: Scenario;
  readonly mistakes: readonly Mistake[];
} {
  const mistakes: Mistake[] = [];
  const report = (mistake: Mistake): void => void mistakes.push(mistake);
  return { scenario: readFile({ value, pointer: "", report }), mistakes };
}

function readFile(spot: Spot): Scenario {
  const fields = fieldsAt(spot, scenarioKeys, "a scenario");
  const duration = pauseAt(fields?.at("duration"), "duration") ?? 300 * second;
  const written = fields?.at("application");
  if (fields !== undefined && written === undefined) {
    mistakeAt(spot, "the scenario has no application", {
      remedy: "Write from: and to: below application:.",
    });
  }
  const application = readApplication(written);
  if (duration / Math.max(application.every, 1) > mostMessages) {
    mistakeAt(fields?.at("duration") ?? spot, `more than ${mostMessages} messages would be sent`, {
      remedy: "Shorten duration: or lengthen every:.",
    });
  }
  const snapshots = textsAt(fields?.at("snapshots"), "snapshots");
  const changes = readChanges(fields?.at("changes"), snapshots);
  return { start: startAt(fields?.at("start")), duration, snapshots, changes, application };
}

// A scenario without a start begins at midnight of an ordinary day.
function startAt(spot: Spot | undefined): number {
  const text = textAt(spot, "start") ?? "2025-01-01T00:00:00Z";
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(text);
  const time = isTime ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  if (spot !== undefined) {
    mistakeAt(spot, `'${text}' is not a time in UTC`, { remedy: "Write 2023-11-20T06:00:00Z." });
  }
  return 0;
}

function durationAt(spot: Spot | undefined, noun: string): number | undefined {
  const text = textAt(spot, noun);
  if (spot === undefined || text === undefined) return undefined;
  const duration = parseDuration(text);
  if (duration !== undefined) return duration;
  mistakeAt(spot, `'${text}' is not a duration`, { remedy: "Write 60s, 5m or 1m30s." });
  return undefined;
}

function pauseAt(spot: Spot | undefined, noun: string): number | undefined {
  const duration = durationAt(spot, noun);
  if (spot === undefined || duration === undefined || duration > 0) return duration;
  mistakeAt(spot, `${noun} must be longer than nothing`, { remedy: "Write 1s, for example." });
  return undefined;
}

function readChanges(spot: Spot | undefined, snapshots: readonly string[]): readonly Change[] {
  if (spot === undefined) return [];
  const read = itemsAt(spot, "changes").flatMap((item) => {
    const fields = fieldsAt(item, changeKeys, "a change");
    if (fields === undefined) return [];
    const at = durationAt(fields.at("at"), "at");
    if (fields.at("at") === undefined) {
      mistakeAt(item, "a change lacks at:", { remedy: "Say when, for example at: 60s." });
    }
    const add = textsAt(fields.at("add"), "add");
    const remove = textsAt(fields.at("remove"), "remove");
    if (fields.at("add") === undefined && fields.at("remove") === undefined) {
      mistakeAt(item, "a change changes nothing", { remedy: "Write add: or remove:." });
    }
    return [{ at: at ?? 0, add, remove, item }];
  });
  const changes = read.sort((a, b) => a.at - b.at);
  checkRemovals(changes, snapshots);
  return changes.map(({ at, add, remove }) => ({ at, add, remove }));
}

function checkRemovals(
  changes: readonly (Change & { readonly item: Spot })[],
  snapshots: readonly string[],
): void {
  const present = new Set(snapshots);
  for (const { add, remove, item } of changes) {
    for (const layer of remove) {
      if (present.delete(layer)) continue;
      mistakeAt(item, `'${layer}' is not there to be removed`, {
        word: layer,
        known: [...present],
      });
    }
    for (const layer of add) present.add(layer);
  }
}

function readApplication(spot: Spot | undefined): Application {
  const fields =
    spot === undefined ? undefined : fieldsAt(spot, applicationKeys, "the application");
  for (const key of ["from", "to"] as const) {
    if (fields !== undefined && fields.at(key) === undefined) {
      mistakeAt(fields.spot, `the application lacks ${key}:`, {
        remedy: "Name both ends as trueroute trace takes them.",
      });
    }
  }
  const timeout = fields?.at("timeout");
  const [connection = "new"] = choicesAt(
    fields?.at("connection"),
    ["new", "kept"] as const,
    "a connection",
  );
  const [kernel = "linux"] = choicesAt(
    fields?.at("kernel"),
    ["linux", "linuxBefore6.5"] as const,
    "a kernel",
  );
  return {
    from: textAt(fields?.at("from"), "from") ?? "",
    to: textAt(fields?.at("to"), "to") ?? "",
    every: pauseAt(fields?.at("every"), "every") ?? second,
    timeout: timeout?.value === "none" ? undefined : pauseAt(timeout, "timeout"),
    retriesLater: booleanAt(fields?.at("retryQueue"), "retryQueue") ?? false,
    connection,
    kernel,
  };
}
