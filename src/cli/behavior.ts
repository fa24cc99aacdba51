import type { Command } from "commander";
import { addOutputOptions } from "./options.ts";
import type { Frame } from "./session.ts";

/** Defines `trueroute behavior`. */
export function defineBehavior(program: Command, frame: Frame): void {
  const command = program
    .command("behavior")
    .summary("list the switches for what Azure leaves open")
    .description(
      "Lists the switches for everything about Azure that is inferred, disputed or has changed over time. " +
        "The first value of each is its default.",
    )
    .argument("[key...]", "switches to list (default: all)")
    .addHelpText(
      "after",
      `
Examples:
  trueroute behavior
  trueroute behavior ecmpRows noneProfile -o json
  trueroute routes nic1 -s estate.json --behavior ecmpRows=merged`,
    );
  addOutputOptions(command).action(
    frame.act(async (session, keys) =>
      (await import("./behavior-list.ts")).listBehavior(session, keys),
    ),
  );
}
