import { type Command, Option } from "commander";
import { addSnapshotOptions, type DiffOptions } from "./options.ts";
import type { Frame } from "./session.ts";

/** Defines `trueroute diff`. */
export function defineDiff(program: Command, frame: Frame): void {
  const command = program
    .command("diff")
    .summary("what a change does: resources, routes, flows")
    .usage("[options] [BEFORE] AFTER")
    .description(
      "Compares two snapshots: which resources differ, for which subnets and gateways the next hop of which address space changes, and which " +
        "flows are blocked, opened, led another way or lose their symmetry by it. Layers of -s lie under both sides: with one path, " +
        "such as a plan, it tells what that path does to them. --remove takes away from the later side alone. " +
        "The exit code is 0 whatever differs; --detailed-exitcode tells.",
    )
    .argument("[paths...]", "the later side; or the earlier side and the later side")
    .addOption(
      new Option("--before <path>", "another layer of the earlier side; may be repeated").argParser(
        collect,
      ),
    )
    .addOption(
      new Option("--after <path>", "another layer of the later side; may be repeated").argParser(
        collect,
      ),
    )
    .option(
      "--detailed-exitcode",
      "exit with 0 when nothing differs, 2 when something does, 1 on errors",
    )
    .addHelpText(
      "after",
      `
Examples:
  trueroute diff monday/ friday/
  trueroute diff -s export/ plan.json
  trueroute diff -s export/ plan.json -o md > comment.md
  trueroute diff -s export/ one.json other.json --detailed-exitcode
  trueroute diff -s export/ --after spoke.json --after plan.json -g network
  trueroute diff -s export/ --remove /subscriptions/.../routeTables/app/routes/default`,
    );
  addSnapshotOptions(command).action(
    frame.act<DiffOptions>(async (session, operands) =>
      (await import("./differences/show-difference.ts")).showDifference(session, operands),
    ),
  );
}

function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
