import type { Command } from "commander";
import { addSnapshotOptions, type RoutesOptions } from "./options.ts";
import type { Frame } from "./session.ts";

/** Defines `trueroute routes`. */
export function defineRoutes(program: Command, frame: Frame): void {
  const command = program
    .command("routes")
    .summary("effective routes of interfaces, subnets, gateways and hubs")
    .description(
      "Computes effective routes and prints them as az network nic show-effective-route-table does. " +
        "A target is the name or id of a network interface, a virtual machine, a gateway, a firewall or a virtual hub, " +
        "or NETWORK/SUBNET. A gateway's own table is one that Azure does not show.",
    )
    .argument("[target...]", "whose routes")
    .option("-a, --all", "every interface, subnet, gateway, firewall and hub")
    .option("-e, --explain", "say why each row is there, what beat it and what it rests on")
    .addHelpText(
      "after",
      `
Examples:
  trueroute routes nic1 -s export/
  trueroute routes hub/GatewaySubnet hub-vpn -s estate.json
  trueroute routes nic1 -s estate.json --explain -o json
  trueroute routes --all -s export/ -o json --query "targets[].{name:name, rows:length(value)}"
  trueroute routes nic1 -s estate.json --query "value[?state=='Invalid']"`,
    );
  addSnapshotOptions(command).action(
    frame.act<RoutesOptions>(async (session, targets) =>
      (await import("./routes/show-routes.ts")).showRoutes(session, targets),
    ),
  );
}
