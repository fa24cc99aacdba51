import type { ArmId } from "../../arm/index.ts";
import { areNeighbors, subscriptionOf } from "../id.ts";

/** One command of the Azure CLI. */
export interface Command {
  /** What follows `az`: `network route-table create`. */
  readonly words: string;
  /** What it is about: its resource group and subscription are those of the command. */
  readonly scope: ArmId;
  readonly options: readonly Option[];
}

/** An option and its values; none for a switch. */
export type Option = readonly [name: string, ...values: readonly string[]];

/** A command for a resource in a resource group. */
export function command(words: string, scope: ArmId, ...options: readonly Option[]): Command {
  return { words, scope, options };
}

/** How a command for one resource names another one: by name where that suffices, else by id. */
export function refer(from: ArmId, to: ArmId): string {
  return areNeighbors(from, to) ? to.name : to.text;
}

/**
 * Formats a command for bash, one option a line where it is long.
 *
 * @param namesSubscription whether to say in which subscription it runs
 */
export function formatCommand(
  { words, scope, options }: Command,
  namesSubscription: boolean,
): string {
  const { resourceGroup } = scope;
  const subscription = subscriptionOf(scope);
  // A tag is set by an id, which says it all.
  const isById = options.some(([name]) => name === "--resource-id");
  const group = isById || resourceGroup === undefined ? [] : [["--resource-group", resourceGroup]];
  const isNamed = namesSubscription && !isById && subscription !== undefined;
  const home = isNamed ? [["--subscription", subscription]] : [];
  const all = [...home, ...group, ...options].map(([name = "", ...values]) =>
    formatOption(name, values),
  );
  const line = [`az ${words}`, ...all].join(" ");
  return line.length <= 100 ? line : [`az ${words}`, ...all].join(" \\\n  ");
}

/** A text as one word of bash: as it is where it is harmless, else between single quotes. */
export function quoteWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

// A value that begins with a dash would be taken for an option.
function formatOption(name: string, values: readonly string[]): string {
  const [first] = values;
  if (values.length === 1 && first?.startsWith("-")) return `${name}=${quoteWord(first)}`;
  return [name, ...values.map(quoteWord)].join(" ");
}
