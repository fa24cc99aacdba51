import type { Command } from "commander";
import { addSnapshotOptions, type SnapshotOptions } from "./options.ts";
import type { Frame } from "./session.ts";

/** Defines `trueroute replay`. */
export function defineReplay(program: Command, frame: Frame): void {
  const command = program
    .command("replay")
    .summary("send messages while the network changes, and see which arrive")
    .description(
      "Replays a scenario: an application sends messages while layers of the snapshot come and go. Time is simulated, nothing waits. " +
        "Prints the messages as a storage table holds them, and says how long nothing arrived.",
    )
    .argument("<scenario>", "file with the scenario (.yaml, .yml or .json)")
    .addHelpText(
      "after",
      `
Examples:
  trueroute replay scenario.yaml
  trueroute replay scenario.yaml -s export/ -o json --query gaps`,
    );
  addSnapshotOptions(command).action(
    frame.act<SnapshotOptions>(async (session, operands) =>
      (await import("./scenarios/show-replay.ts")).showReplay(session, operands),
    ),
  );
}
