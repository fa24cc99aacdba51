import { type Command, InvalidArgumentError, Option } from "commander";
import { addConversationOptions, collect, type PullOptions, readSubscription } from "./options.ts";
import type { Frame } from "./session.ts";

/** Defines `trueroute pull`. */
export function definePull(program: Command, frame: Frame): void {
  const command = program
    .command("pull")
    .summary("read a live Azure into a snapshot")
    .description(
      "Reads what routing depends on from Azure, or from a server that answers as Azure does, into one file for -s. It asks Resource Graph " +
        "first, and type by type what Resource Graph does not hold. It only reads, and writes no secrets. It signs in as az and the SDKs do. " +
        "With -o, a pull that was interrupted goes on where it stopped when it is given again. The exit code is 2 when something could not be read; " +
        "the rest is written all the same.",
    );
  addScopeOptions(command);
  addContentOptions(command);
  addWayOptions(command);
  command.addHelpText(
    "after",
    `
Examples:
  trueroute pull -o estate.json
  trueroute pull --subscription prod --subscription hub -o estate.json
  trueroute pull --management-group corp --learned-routes -o corp.json
  trueroute pull --types virtualNetworks,routeTables -g network > network.json
  trueroute pull --from local -o local.json`,
  );
  addConversationOptions(command).action(
    frame.act<PullOptions>(async (session) =>
      (await import("./pulls/write-pull.ts")).writePull(session),
    ),
  );
}

function addScopeOptions(command: Command): void {
  command
    .addOption(
      new Option(
        "--subscription <id>",
        "subscription, by id or by the name that az has for it; may be given several times (default: $AZURE_SUBSCRIPTION_ID, else that of az)",
      ).argParser((value: string, before: readonly string[] | undefined) =>
        collect(readSubscription(value), before),
      ),
    )
    .addOption(
      new Option(
        "--management-group <id>",
        "all subscriptions below this management group",
      ).conflicts("subscription"),
    )
    .addOption(
      new Option("--tenant-wide", "all subscriptions that you can read").conflicts([
        "subscription",
        "managementGroup",
      ]),
    )
    .addOption(
      new Option(
        "-g, --resource-group <name>",
        "only resources of this group; may be given several times",
      ).argParser(collect),
    )
    .addOption(
      new Option(
        "--types <types>",
        "only these types and what is below them, such as virtualNetworks; several with commas",
      ).argParser(collect),
    );
}

function addContentOptions(command: Command): void {
  command
    .option(
      "--learned-routes",
      "also what gateways, circuits and BGP peers have learned; takes some seconds for each",
    )
    .option(
      "--effective-routes",
      "also the effective routes of interfaces and virtual hubs, to verify ours; takes some seconds for each",
    )
    .option("-o, --output <file>", "file to write (default: stdout, where it is no terminal)");
}

function addWayOptions(command: Command): void {
  command
    .option(
      "--from <url>",
      "read this server instead: a cloud of its own; or local, for the one of trueroute serve that runs here",
    )
    .option("--ca <file>", "certificates of authorities that this server is trusted by, in PEM")
    .option("--tenant <id>", "tenant to sign in to")
    .option("--no-resource-graph", "ask type by type, which is slower and never out of date")
    .addOption(
      new Option(
        "--concurrency <number>",
        "requests that are under way at most (default: 8)",
      ).argParser(readConcurrency),
    )
    .option("--restart", "throw away what an interrupted pull has left");
}

function readConcurrency(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= 64) return number;
  throw new InvalidArgumentError("Give a number from 1 to 64.");
}
