import type { Command } from "commander";
import { addSnapshotOptions, type SnapshotOptions } from "./options.ts";
import type { Frame } from "./session.ts";

/** Defines `trueroute nexthop`. */
export function defineNextHop(program: Command, frame: Frame): void {
  const command = program
    .command("nexthop")
    .summary("the next hop for an address, as Network Watcher answers")
    .description(
      "Answers as Network Watcher's next hop does: its type, its address, and the route table that decided or 'System Route'.",
    )
    .argument("<target>", "network interface, NETWORK/SUBNET, gateway or firewall that sends")
    .argument("<address>", "IPv4 or IPv6 address of the destination")
    .addHelpText(
      "after",
      `
Examples:
  trueroute nexthop nic1 8.8.8.8 -s export/
  trueroute nexthop hub-vpn 10.13.77.6 -s estate.json -o json`,
    );
  addSnapshotOptions(command).action(
    frame.act<SnapshotOptions>(async (session, operands) =>
      (await import("./decisions/show-next-hop.ts")).showNextHop(session, operands),
    ),
  );
}
