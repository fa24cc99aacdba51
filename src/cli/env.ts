import type { Command } from "commander";
import { shells } from "./completion/shells.ts";
import { addPortOption, choiceOption } from "./options.ts";
import type { EnvOptions } from "./server-options.ts";
import type { Frame } from "./session.ts";

/** Defines `trueroute env`. */
export function defineEnv(program: Command, frame: Frame): void {
  const command = program
    .command("env")
    .summary("make az, the SDKs and Terraform talk to the running server")
    .description(
      "Prints what a shell must evaluate so that az, the Azure SDKs and Terraform talk to the server that trueroute serve has " +
        "started. Your own configuration of az stays as it is: the settings lead to another one, in your data folder. The shell " +
        "remembers what was there before, and --undo puts it back.",
    )
    .addOption(
      choiceOption("--shell <shell>", "the shell that evaluates it (default: yours)", shells),
    );
  addPortOption(command)
    .option("--undo", "put back what was there before")
    .addHelpText(
      "after",
      `
Examples:
  eval "$(trueroute env)"
  eval "$(trueroute env --undo)"
  trueroute env --shell fish | source
  trueroute env --shell powershell | Out-String | Invoke-Expression`,
    )
    .action(
      frame.act<EnvOptions>(async (session) =>
        (await import("./clients/show-env.ts")).showEnv(session),
      ),
    );
}
