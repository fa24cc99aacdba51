import type { Command } from "commander";
import { addSnapshotOptions, type SnapshotOptions } from "./options.ts";
import type { Frame } from "./session.ts";

/** Defines `trueroute explain`. */
export function defineExplain(program: Command, frame: Frame): void {
  const command = program
    .command("explain")
    .summary("why packets to an address or prefix go where they go")
    .description(
      "Explains a decision: the route that carries the packets, every other candidate and what beat it, the rules, the resource " +
        "and JSON pointer that made each, what is assumed, and the switches that would change the answer. " +
        "For the address of a private endpoint it prints the decision tree.",
    )
    .argument("<target>", "network interface, NETWORK/SUBNET, gateway or firewall that sends")
    .argument("<destination>", "address, or prefix in CIDR notation")
    .addHelpText(
      "after",
      `
Examples:
  trueroute explain nic1 10.13.77.6 -s export/
  trueroute explain hub-vpn 10.13.77.6 -s estate.json
  trueroute explain spoke/app 10.0.0.0/8 -s estate.json -o json`,
    );
  addSnapshotOptions(command).action(
    frame.act<SnapshotOptions>(async (session, operands) =>
      (await import("./decisions/show-decision.ts")).showDecision(session, operands),
    ),
  );
}
