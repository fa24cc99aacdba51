import type { Command } from "commander";
import { addSnapshotOptions, type SnapshotOptions } from "./options.ts";
import type { Frame } from "./session.ts";

/** Defines `trueroute verify`. */
export function defineVerify(program: Command, frame: Frame): void {
  const command = program
    .command("verify")
    .summary("compare ours with effective routes that Azure answered")
    .description(
      "Compares computed effective routes with captured ones (az network nic show-effective-route-table, az network vhub get-effective-routes), for one interface " +
        "or table of a hub, or a folder of them. Prints each row that differs with the rule that made it, and tries the behavior switches. " +
        "Captures are found in the snapshot itself and in the files named here; a file is about what stands beside its rows " +
        'as "id", what its name says (NIC.effective-routes.json, HUB.hub-routes.json), or what --about names.',
    )
    .argument("[capture...]", "files or folders of captured effective routes")
    .addHelpText(
      "after",
      `
Examples:
  trueroute verify -s export/
  trueroute verify captures/ -s export/
  trueroute verify routes.json --about nic1 -s estate.json
  trueroute verify -s recording.json -o json`,
    );
  addSnapshotOptions(command).action(
    frame.act<SnapshotOptions>(async (session, captures) =>
      (await import("./captures/show-verification.ts")).showVerification(session, captures),
    ),
  );
}
