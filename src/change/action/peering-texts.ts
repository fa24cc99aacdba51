import { type Command, command, type Option } from "../azure-cli/command.ts";
import type { PeeringFlags } from "../change.ts";
import { shortName } from "../id.ts";
import { type Telling, writtenId } from "../telling.ts";
import type { Body } from "../terraform/block.ts";
import { flagNames, type PeeringFlag } from "./peering-words.ts";
import { networkOf } from "./subnet-texts.ts";

/** A command about a peering. */
export function peeringCommand(
  telling: Telling,
  verb: string,
  peering: string,
  ...options: readonly Option[]
): Command {
  const id = writtenId(telling, peering);
  return command(
    `network vnet peering ${verb}`,
    id,
    ["--vnet-name", networkOf(id).name],
    ["--name", id.name],
    ...options,
  );
}

/** The flags that are said, as a configuration has them. */
export function flagAttributes(flags: PeeringFlags): Body {
  return flagNames.flatMap(({ flag, terraform }) => {
    const value = flags[flag];
    return value === undefined ? [] : [{ name: terraform, value }];
  });
}

/** The flags that are said, in Azure's words: `allowForwardedTraffic to true`. */
export function flagWords(flags: PeeringFlags): readonly string[] {
  return flagNames.flatMap(({ flag, arm }) =>
    flags[flag] === undefined ? [] : [`${arm} to ${flags[flag]}`],
  );
}

/** The flags that are on. */
export function flagsOn(flags: PeeringFlags): readonly (typeof flagNames)[number][] {
  const isOn = (flag: PeeringFlag) => flags[flag] === true;
  return flagNames.filter(({ flag }) => isOn(flag));
}

/** What people call a peering. */
export function peeringWords(peering: string): string {
  return `peering ${shortName(peering)}`;
}
