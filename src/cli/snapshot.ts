import type { Command } from "commander";
import { addSnapshotOptions, type SnapshotCommandOptions } from "./options.ts";
import type { Frame } from "./session.ts";

/** Defines `trueroute snapshot`. */
export function defineSnapshot(program: Command, frame: Frame): void {
  const command = program
    .command("snapshot")
    .summary("what was read: one merged set of resources, and what it lacks")
    .description(
      "Prints what all -s together hold. As JSON it is the merged set of resources in one form and order, to be kept, compared or read " +
        "again with -s; otherwise it is the number of resources by type. With --coverage it is what is not modelled, which references " +
        "lead nowhere, which values nobody knows, and what each of these can change in an answer. With --from it is what a server of " +
        "trueroute holds, facts included.",
    )
    .option("-c, --coverage", "say what is missing and what it can change")
    .option(
      "--from <url>",
      "read all that this server holds, or local for the one that runs here; layers of -s lie over it",
    )
    .option("--ca <file>", "certificates of authorities that this server is trusted by, in PEM")
    .addHelpText(
      "after",
      `
Examples:
  trueroute snapshot -s export/
  trueroute snapshot -s export/ --coverage
  trueroute snapshot -s export/ -s change.json -o json > planned.json
  trueroute snapshot -s main.json --parameters location=westeurope -o json
  trueroute snapshot --from local -o json > saved.json
  trueroute snapshot -s export/ -o json --query "[?type=='Microsoft.Network/routeTables'].name"`,
    );
  addSnapshotOptions(command).action(
    frame.act<SnapshotCommandOptions>(async (session) =>
      (await import("./snapshots/show-snapshot.ts")).showSnapshot(session),
    ),
  );
}
