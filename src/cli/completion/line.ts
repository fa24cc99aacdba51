import type { Argument, Command, Option } from "commander";

/** What may stand at the cursor of a command line. */
export type Spot =
  | { readonly kind: "command"; readonly command: Command }
  | { readonly kind: "option"; readonly command: Command }
  | { readonly kind: "value"; readonly option: Option; readonly prefix: string }
  | { readonly kind: "operand"; readonly argument: Argument | undefined };

/** A command line with the place of its cursor understood. */
export interface Line {
  /** Each thing that may stand at the cursor; may be empty. */
  readonly spots: readonly Spot[];
  /** The word to be completed, which may be empty. */
  readonly word: string;
  /** Values of `-s` so far. */
  readonly snapshots: readonly string[];
}

interface Walk {
  command: Command;
  operandCount: number;
  /** Option whose value comes next. */
  expecting: Option | undefined;
  /** The last option value: bash splits one at each equals sign. */
  last: { readonly option: Option; readonly value: string } | undefined;
  /** Part of the value that was split off. */
  prefix: string;
  readonly snapshots: string[];
}

/** Understands the words before the cursor and the word at it, along the command tree. */
export function readLine(program: Command, before: readonly string[], atCursor: string): Line {
  const walk: Walk = {
    command: program,
    operandCount: 0,
    expecting: undefined,
    last: undefined,
    prefix: "",
    snapshots: [],
  };
  // bash makes a word of its own of an equals sign.
  const words = atCursor === "=" ? [...before, "="] : before;
  const word = atCursor === "=" ? "" : atCursor;
  for (const one of words) step(walk, one);
  return { spots: spotsAt(walk, word), word: wordAt(walk, word), snapshots: walk.snapshots };
}

function step(walk: Walk, word: string): void {
  const { expecting } = walk;
  if (word === "=") resume(walk);
  else if (expecting !== undefined) takeValue(walk, expecting, word);
  else if (word.startsWith("-") && word !== "-") takeOption(walk, word);
  else takeWord(walk, word);
}

function takeWord(walk: Walk, word: string): void {
  walk.last = undefined;
  const below = findCommand(walk, word);
  if (below === undefined) walk.operandCount += 1;
  else walk.command = below;
}

function resume(walk: Walk): void {
  if (walk.last === undefined) return;
  walk.expecting = walk.last.option;
  walk.prefix = `${walk.last.value}=`;
}

function takeValue(walk: Walk, option: Option, word: string): void {
  const value = walk.prefix + word;
  if (option.attributeName() === "snapshot") walk.snapshots.push(value);
  walk.last = { option, value };
  walk.expecting = undefined;
  walk.prefix = "";
}

function takeOption(walk: Walk, word: string): void {
  walk.last = undefined;
  const equals = word.indexOf("=");
  const option = findOption(walk.command, equals < 0 ? word : word.slice(0, equals));
  if (option === undefined || !(option.required || option.optional)) return;
  if (equals >= 0) takeValue(walk, option, word.slice(equals + 1));
  else walk.expecting = option;
}

function findCommand({ command, operandCount }: Walk, word: string): Command | undefined {
  return operandCount > 0 ? undefined : command.commands.find((one) => one.name() === word);
}

function findOption(command: Command, flag: string): Option | undefined {
  return command.options.find(({ long, short }) => long === flag || short === flag);
}

function spotsAt(
  { command, expecting, operandCount, prefix }: Walk,
  word: string,
): readonly Spot[] {
  if (expecting !== undefined) return [{ kind: "value", option: expecting, prefix }];
  if (isAttached(word)) {
    const option = findOption(command, word.slice(0, word.indexOf("=")));
    // The shell replaces the whole word, so candidates carry the option too.
    return option === undefined ? [] : [{ kind: "value", option, prefix: "" }];
  }
  if (word.startsWith("-")) return [{ kind: "option", command }];
  const operands = command.registeredArguments;
  const last = operands.at(-1);
  const argument = operands[operandCount] ?? (last?.variadic === true ? last : undefined);
  const operand: Spot = { kind: "operand", argument };
  return operandCount === 0 ? [{ kind: "command", command }, operand] : [operand];
}

function wordAt({ expecting }: Walk, word: string): string {
  return expecting === undefined && isAttached(word) ? word.slice(word.indexOf("=") + 1) : word;
}

function isAttached(word: string): boolean {
  return word.startsWith("-") && word.includes("=");
}
