import type { Command } from "commander";
import { addPortOption } from "./options.ts";
import type { PortOptions } from "./server-options.ts";
import type { Frame } from "./session.ts";

/** Defines `trueroute az`. */
export function defineAz(program: Command, frame: Frame): void {
  const command = program
    .command("az")
    .summary("run the installed az against the running server")
    .description(
      "Runs the az that is installed against the server that trueroute serve has started, with everything you give it. Your shell " +
        "and your own configuration of az stay as they are. The exit code is that of az. For the help of az itself, name a command: " +
        "trueroute az network --help.",
    )
    .usage("[--port <port>] [az's words...]")
    .argument("[word...]", "what az is told")
    // From the first word that is not ours on, everything is az's, --help too.
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions();
  addPortOption(command)
    .addHelpText(
      "after",
      `
Examples:
  trueroute az group create -n net -l westeurope
  trueroute az network vnet list -o table
  trueroute az --port 9443 network nic show-effective-route-table -g net -n nic1 -o table`,
    )
    .action(
      frame.act<PortOptions>(async (session, words) => {
        if (isHelp(words)) command.help();
        return (await import("./clients/run-az.ts")).runAz(session, words);
      }),
    );
}

function isHelp(words: readonly string[]): boolean {
  const [word = "", ...more] = words;
  return more.length === 0 && ["-h", "--help"].includes(word);
}
