import { actionOf } from "../actions.ts";
import type { Command } from "../azure-cli/command.ts";
import type { Estate } from "../estate/estate.ts";
import { describeObstacle, type Failure } from "../failure.ts";
import { assumedSubscription } from "../id.ts";
import { oneLine } from "../one-line.ts";
import type { PowerShell } from "../powershell/script.ts";
import type { Block } from "../terraform/block.ts";

/** Changes in every language, in the order in which they are made. */
export interface Told {
  readonly changes: readonly ToldChange[];
  /** Those that cannot be made. */
  readonly failures: readonly Failure[];
  /** As things are after all changes. */
  readonly after: Estate;
  /** Whether a command has to say in which subscription it runs. */
  readonly namesSubscription: boolean;
}

/** One change in every language. */
export interface ToldChange {
  readonly sentence: string;
  readonly commands: readonly Command[];
  /** Ids of the resources that a template writes. */
  readonly deploys: readonly string[];
  readonly blocks: readonly Block[];
  /** Absent where PowerShell is not offered. */
  readonly powershell: PowerShell | undefined;
}

/** Says which changes cannot be made, one line each. */
export function failureLines(failures: readonly Failure[]): readonly string[] {
  return failures.map(({ change, obstacle }) =>
    oneLine(`Left out: ${actionOf(change).describe(change)} ${describeObstacle(obstacle)}`),
  );
}

/**
 * What to say of a text that has ids in it which the input did not tell: resources without an id
 * have been put under a subscription that does not exist.
 */
export function assumedLines(text: string): readonly string[] {
  if (!text.includes(assumedSubscription)) return [];
  return [
    `The input does not tell the subscription: put yours in place of ${assumedSubscription}.`,
  ];
}

/** Lines of comment, each with a mark before it. */
export function comment(mark: string, lines: readonly string[]): string {
  return lines.map((line) => `${mark} ${oneLine(line)}`.trimEnd()).join("\n");
}

/** Paragraphs with an empty line between them; empty ones are left out. */
export function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}
