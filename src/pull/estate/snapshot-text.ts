import { constants } from "node:buffer";
import { type JsonObject, normalForm, type Resource } from "../../arm/index.ts";
import { PullError } from "../pull-error.ts";
import type { RouteAnswer } from "../source/route-answers.ts";

/** What stands at the head of a pulled snapshot: when it was, from where, and what it lacks. */
export interface PulledHeader {
  readonly by: string;
  readonly from: string;
  /** What was asked for. */
  readonly scope: JsonObject;
  /** Times as ISO 8601 has them, in UTC. */
  readonly begun: string;
  readonly ended: string;
  readonly resourceGraph: boolean;
  readonly secretsLeftOut: number;
  /** Numbers of resources of other types, by type. */
  readonly typesLeftOut: Readonly<Record<string, number>>;
  /** What could not be read, as sentences. */
  readonly missing: readonly string[];
}

/** A snapshot as a text. */
export interface SnapshotText {
  readonly text: string;
  /** How many resources stand in it by themselves: most children stand inside their parents. */
  readonly resources: number;
}

/**
 * Writes a snapshot as one text that `-s` reads: the header in `pulled`, resources in the form and
 * order of `trueroute snapshot -o json`, answers about routes behind them. Indented, or without a
 * blank where one text cannot hold it indented. Throws a `PullError` where no text can.
 */
export function writeSnapshot(
  pulled: PulledHeader,
  resources: Iterable<Resource>,
  answers: readonly RouteAnswer[],
  mostLength: number = constants.MAX_STRING_LENGTH,
): SnapshotText {
  const bodies = normalForm(resources);
  const rows: readonly unknown[] = [...bodies, ...answers];
  const text =
    fitting(mostLength, () => indented(pulled, rows)) ??
    fitting(mostLength, () => rowByRow(pulled, rows));
  if (text !== undefined) return { text, resources: bodies.length };
  throw new PullError(
    `${rows.length} resources are more than one file can hold`,
    "Pull them in parts, for instance with --subscription or --resource-group, into several files of one folder.",
  );
}

function indented(pulled: PulledHeader, rows: readonly unknown[]): string {
  return `${JSON.stringify({ pulled, resources: rows }, undefined, 2)}\n`;
}

function rowByRow(pulled: PulledHeader, rows: readonly unknown[]): string {
  const lines = rows.map((row) => JSON.stringify(row)).join(",\n");
  return `{"pulled":${JSON.stringify(pulled)},\n"resources":[\n${lines}\n]}\n`;
}

// A text longer than the engine's longest cannot be made at all.
function fitting(mostLength: number, write: () => string): string | undefined {
  try {
    const text = write();
    return text.length > mostLength ? undefined : text;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
