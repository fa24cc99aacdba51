import { Command } from "commander";
import { defineAz } from "./az.ts";
import { defineBehavior } from "./behavior.ts";
import { defineCheck } from "./check.ts";
import { defineCompletion } from "./completion.ts";
import { defineDiff } from "./diff.ts";
import { defineEnv } from "./env.ts";
import { defineExplain } from "./explain.ts";
import { defineFix } from "./fix.ts";
import { readManifest } from "./manifest.ts";
import { defineNextHop } from "./next-hop.ts";
import { defineNsg } from "./nsg.ts";
import { definePull } from "./pull.ts";
import { defineReach } from "./reach.ts";
import { defineReplay } from "./replay.ts";
import { defineRoutes } from "./routes.ts";
import { defineServe } from "./serve.ts";
import type { Frame } from "./session.ts";
import { defineSnapshot } from "./snapshot.ts";
import { defineTags } from "./tags.ts";
import { defineTrace } from "./trace.ts";
import { defineVerify } from "./verify.ts";

// In the order of the help.
const definitions: readonly ((program: Command, frame: Frame) => void)[] = [
  defineRoutes,
  defineNextHop,
  defineExplain,
  defineNsg,
  defineTrace,
  defineReach,
  defineDiff,
  defineReplay,
  defineCheck,
  defineFix,
  defineVerify,
  defineSnapshot,
  defineServe,
  defineEnv,
  defineAz,
  definePull,
  defineTags,
  defineBehavior,
  defineCompletion,
];

/**
 * Creates the command tree. It reads nothing and loads no command's code: that happens when one
 * runs.
 */
export function createProgram(frame: Frame): Command {
  const { stdout, stderr } = frame.io;
  const program = new Command("trueroute");
  program
    .description("Tells where a packet really goes in an Azure network, from the resources alone.")
    .version(readManifest().version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    // Else options that are az's would be taken for ours.
    .enablePositionalOptions()
    .exitOverride()
    .showHelpAfterError(false)
    .configureHelp({ showGlobalOptions: false })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => Math.min(Math.max(stdout.columns ?? 80, 60), 100),
      getErrHelpWidth: () => Math.min(Math.max(stderr.columns ?? 80, 60), 100),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText("after", "\nTo see the options of one command: trueroute COMMAND --help");
  for (const define of definitions) define(program, frame);
  return program;
}
