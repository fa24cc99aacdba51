import type { Command } from "commander";
import { addSnapshotOptions, checkFormats, type ReachOptions } from "./options.ts";
import type { Frame } from "./session.ts";

/** Defines `trueroute reach`. */
export function defineReach(program: Command, frame: Frame): void {
  const command = program
    .command("reach")
    .summary("hold flows against assertions, or list what reaches what")
    .description(
      "With files of assertions: follows each flow and compares what becomes of it with what is expected. " +
        "The exit code is 1 when an assertion fails, 2 when a file is malformed. " +
        "With names: tells how flows from FROM (several with commas) to each TO end, as a matrix or as a list.",
    )
    .argument("<what...>", "files of assertions (.yaml, .yml, .json); or FROM, then each TO")
    .option("--list", "one row per flow: the region of its destination, its way, the source seen")
    .addHelpText(
      "after",
      `
Examples:
  trueroute reach assertions.yaml -s export/
  trueroute reach assertions.yaml -s export/ -o junit > results.xml
  trueroute reach nic1,nic2 10.2.0.4:22 kms.core.windows.net:1688 -s export/
  trueroute reach nic1 Storage AzureKeyVault time.windows.com:123/udp -s export/ --list`,
    );
  addSnapshotOptions(command, checkFormats).action(
    frame.act<ReachOptions>(async (session, operands) =>
      (await import("./assertions/show-reach.ts")).showReach(session, operands),
    ),
  );
}
