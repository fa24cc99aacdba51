import type { Command } from "commander";
import { shells } from "./completion/shells.ts";
import type { Frame } from "./session.ts";

/** Defines `trueroute completion` and the hidden command that its scripts call. */
export function defineCompletion(program: Command, frame: Frame): void {
  program
    .command("completion")
    .summary("print a script that completes commands in a shell")
    .description(
      "Prints a script that completes commands, options, values and service tags in a shell.",
    )
    .argument("<shell>", `one of ${shells.join(", ")}`)
    .addHelpText(
      "after",
      `
Examples:
  source <(trueroute completion bash)
  trueroute completion zsh > "\${fpath[1]}/_trueroute"
  trueroute completion fish > ~/.config/fish/completions/trueroute.fish
  trueroute completion powershell | Out-String | Invoke-Expression`,
    )
    .action(
      frame.act(async (session, shell) =>
        (await import("./completion/script.ts")).printScript(session, shell),
      ),
    );
  program
    .command("__complete", { hidden: true })
    .argument("[word...]")
    .allowUnknownOption()
    .helpOption(false)
    .action(
      frame.act(async (session, words) =>
        (await import("./completion/complete.ts")).complete(session, words, program),
      ),
    );
}
