import { type Command, InvalidArgumentError, Option } from "commander";
import { addSnapshotOptions, type TraceOptions } from "./options.ts";
import type { Frame } from "./session.ts";

/** Defines `trueroute trace`. */
export function defineTrace(program: Command, frame: Frame): void {
  const command = program
    .command("trace")
    .summary("follow one flow hop by hop, there and back")
    .description(
      "Follows one flow: each node that it passes, what each decides and by which rule and resource, what becomes of its addresses, " +
        "how it ends, and the way of its replies. FROM is a network interface, virtual machine, NETWORK/SUBNET, gateway, firewall, " +
        "on-premises host or site, address, or the word internet. TO is an address, a resource, a host name or a service tag, " +
        "with a port (default: 443) and a protocol (default: tcp). The exit code is 0 however the flow ends; --detailed-exitcode tells.",
    )
    .argument("<from>", "who sends")
    .argument("<to>", "destination: TO[:PORT][/PROTOCOL], with IPv6 addresses as [ADDRESS]:PORT")
    .addOption(
      new Option("--mtr", "show what mtr shows: the visible hops").conflicts("firewallLog"),
    )
    .option("--firewall-log", "show the rows that the firewalls on the way log")
    .option("--at <time>", "time to stand in the firewall log, such as 2025-01-20T18:18:11Z")
    .option("--source-port <number>", "port that the sender takes", readPort)
    .option("--detailed-exitcode", "exit with 1 when the flow or its replies do not arrive")
    .option("--all-paths", "tell every equal way, not only the one that decides")
    .addHelpText(
      "after",
      `
Examples:
  trueroute trace nic1 10.2.0.4:443 -s export/
  trueroute trace spoke/app kms.core.windows.net:1688 -s estate.json
  trueroute trace onpremvm sqltest.database.windows.net:1433 -s estate.json --mtr
  trueroute trace nic1 [fd00::4]:53/udp -s estate.json -o json`,
    );
  addSnapshotOptions(command).action(
    frame.act<TraceOptions>(async (session, operands) =>
      (await import("./walks/show-trace.ts")).showTrace(session, operands),
    ),
  );
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a number from 1 to 65535.");
}
