import { type Command, InvalidArgumentError, Option } from "commander";
import {
  addConversationOptions,
  addDeploymentOptions,
  addServiceTagOption,
  choiceOption,
  collect,
} from "./options.ts";
import { type ServeOptions, serverLogFormats } from "./server-options.ts";
import type { Frame } from "./session.ts";

/** Defines `trueroute serve`. */
export function defineServe(program: Command, frame: Frame): void {
  const command = program
    .command("serve")
    .summary("be an Azure of your own, for az, the SDKs, Terraform and Bicep")
    .description(
      "Starts a server that answers as Azure Resource Manager does, over the resources that it keeps. The address is the first line on stdout; " +
        "requests are logged on stderr. It runs until it is stopped. What it has acknowledged is kept, in the file .trueroute/state.db where this " +
        "folder has a folder .trueroute, else in the user's data folder. Only this machine can reach it, unless --host says otherwise.",
    );
  addStateOptions(command);
  addListenOptions(command);
  addAzureOptions(command);
  command.addHelpText(
    "after",
    `
Examples:
  trueroute serve
  trueroute serve --memory --port 0 -s export/
  trueroute serve --database estate.db -s export/ -s change.json --replace
  trueroute serve --database postgres://me@db.example/estate
  trueroute serve --host 0.0.0.0 --token-file token.txt --log-format json`,
  );
  addConversationOptions(command).action(
    frame.act<ServeOptions>(async (session) => (await import("./server/serve.ts")).serve(session)),
  );
}

function addStateOptions(command: Command): void {
  command
    .addOption(
      new Option(
        "-s, --snapshot <path>",
        "file or folder of Azure resources to begin with, or - for stdin; later ones overlay earlier ones",
      ).argParser(collect),
    )
    .option("--replace", "let the snapshot take the place of what is kept already")
    .addOption(
      new Option(
        "--database <where>",
        "keep resources in this file, or in PostgreSQL at postgres://USER@HOST/DATABASE",
      ).conflicts("memory"),
    )
    .option("--memory", "keep resources in memory, and forget them at the end");
  addDeploymentOptions(command);
}

function addListenOptions(command: Command): void {
  command
    .addOption(
      new Option("--port <number>", "port to listen on; 0: a free one (default: 7443)").argParser(
        readPort,
      ),
    )
    .option(
      "--host <host>",
      "address or name to listen on; any but those of this machine alone need a token (default: 127.0.0.1)",
    )
    .addOption(
      new Option("--token <text>", "let in only who shows this token").conflicts("tokenFile"),
    )
    .option("--token-file <file>", "let in only who shows the token in this file")
    .addOption(
      choiceOption(
        "--log-format <format>",
        "how to log requests (default: text)",
        serverLogFormats,
      ),
    );
}

function addAzureOptions(command: Command): void {
  command
    .option("--strict-azure", "refuse also what Azure refuses for reasons beside the network")
    .addOption(
      new Option(
        "--operation-delay <seconds>",
        "let every change take so long, as Azure does (default: 0)",
      ).argParser(readSeconds),
    );
  addServiceTagOption(command);
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("Give a number from 0 to 65535.");
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && seconds <= 86_400) return seconds;
  throw new InvalidArgumentError("Give a number of seconds from 0 to 86400.");
}
