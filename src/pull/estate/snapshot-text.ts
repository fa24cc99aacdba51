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

/**
 * Writes a snapshot as one text that `-s` reads: the header in `pulled`, resources in the form and
 * order of `trueroute snapshot -o json`, answers about routes behind them. Indented, or without a
 * blank where one text cannot hold it indented. Rejects with a `PullError` where no text can.
 */
export function writeSnapshot(
  pulled: PulledHeader,
  resources: Iterable<Resource>,
  answers: readonly RouteAnswer[],
  mostLength: number = constants.MAX_STRING_LENGTH,
): string {
  const rows: readonly unknown[] = [...normalForm(resources), ...answers];
  for (const indent of [2, 0]) {
    const text = join(pulled, rows, indent, mostLength);
    if (text !== undefined) return text;
  }
  throw new PullError(
    `${rows.length} resources are more than one file can hold`,
    "Pull them in parts, for instance with --subscription or --resource-group, into several files of one folder.",
  );
}

// The parts are measured before they are joined: a text that is too long cannot be made at all.
function join(
  pulled: PulledHeader,
  rows: readonly unknown[],
  indent: number,
  mostLength: number,
): string | undefined {
  const parts = [`{${indent === 0 ? "" : "\n  "}"pulled":${indent === 0 ? "" : " "}`];
  let length = 0;
  const push = (text: string): void => {
    parts.push(text);
    length += text.length;
  };
  push(nested(pulled, indent, 1));
  push(indent === 0 ? ',\n"resources":[' : ',\n  "resources": [');
  for (const [index, row] of rows.entries()) {
    const head = index === 0 ? "\n" : ",\n";
    push(head + " ".repeat(indent * 2) + nested(row, indent, 2));
    if (length > mostLength) return undefined;
  }
  push(indent === 0 ? "\n]}\n" : "\n  ]\n}\n");
  return length > mostLength ? undefined : parts.join("");
}

function nested(value: unknown, indent: number, depth: number): string {
  const text = JSON.stringify(value, undefined, indent);
  return indent === 0 ? text : text.replaceAll("\n", `\n${" ".repeat(indent * depth)}`);
}
