import type { Command } from "commander";
import { addSnapshotOptions, type NsgOptions } from "./options.ts";
import type { Frame } from "./session.ts";

/** Defines `trueroute nsg`. */
export function defineNsg(program: Command, frame: Frame): void {
  const command = program
    .command("nsg")
    .summary("effective security rules of an interface or subnet")
    .description(
      "Lists the security rules at an interface or subnet in the order in which they are judged: admin rules of network managers first, " +
        "then the network security groups of interface and subnet, Azure's own rules last. " +
        "JSON has the form of az network nic list-effective-nsg. --tags prints what the tag VirtualNetwork holds there instead, and why.",
    )
    .argument("<target>", "network interface, virtual machine or NETWORK/SUBNET")
    .option("-t, --tags", "print the prefixes of the tag VirtualNetwork, with who put each there")
    .addHelpText(
      "after",
      `
Examples:
  trueroute nsg nic1 -s export/
  trueroute nsg spoke/app --tags -s estate.json
  trueroute nsg nic1 -s estate.json --query "value[].effectiveSecurityRules[?access=='Deny'].name[]"`,
    );
  addSnapshotOptions(command).action(
    frame.act<NsgOptions>(async (session, operands) =>
      (await import("./security/show-security.ts")).showSecurity(session, operands),
    ),
  );
}
