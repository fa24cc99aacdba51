import { type Command, Option } from "commander";
import {
  addSnapshotOptions,
  type CheckOptions,
  choiceOption,
  collect,
  failThresholds,
  findingFormats,
} from "./options.ts";
import type { Frame } from "./session.ts";

/** Defines `trueroute check`. */
export function defineCheck(program: Command, frame: Frame): void {
  const command = program
    .command("check")
    .summary("find what will hurt traffic, before it does")
    .description(
      "Looks for traps: Windows activation that is cut off, routes that lead nowhere, replies that take another way, peerings that " +
        "let nothing through, limits that are near. Each finding says what it means for which traffic, shows it by a flow where it can, " +
        "names the file and line to edit, and what to do. docs/checks lists all rules. The exit code is 1 when a finding is as grave as --fail-on says.",
    );
  addSelectionOptions(command);
  addKnownOptions(command);
  addFileOptions(command);
  command.addHelpText(
    "after",
    `
Examples:
  trueroute check -s export/
  trueroute check -s export/ -s plan.json --fail-on error
  trueroute check -s export/ --only nextHop,TR701 --skip info -v
  trueroute check -s infra/ --write sarif=trueroute.sarif --write md=comment.md
  trueroute check -s export/ --write-baseline known.json
  trueroute check -s export/ --baseline known.json -o json --query "findings[?baseline=='new'].id"`,
  );
  addSnapshotOptions(command, findingFormats).action(
    frame.act<CheckOptions>(async (session) =>
      session.options.limits === true
        ? (await import("./findings/show-limits.ts")).showLimits(session)
        : (await import("./findings/show-findings.ts")).showFindings(session),
    ),
  );
}

function addSelectionOptions(command: Command): void {
  command
    .addOption(
      new Option(
        "--only <words>",
        "only findings of these codes, families or severities; several with commas",
      ).argParser(collect),
    )
    .addOption(
      new Option(
        "--skip <words>",
        "no findings of these codes, families or severities; several with commas",
      ).argParser(collect),
    )
    .option("--limits", "list what Azure limits, with what is left of it, and check nothing else")
    .option("--confident", "leave out what rests on assumptions or on inferred rules")
    .addOption(
      choiceOption(
        "--fail-on <severity>",
        "exit with 1 when a finding is at least as grave (default: warning)",
        failThresholds,
      ),
    );
}

function addKnownOptions(command: Command): void {
  command
    .option("--baseline <file>", "findings that stand in this file are known and do not fail")
    .option("--write-baseline <file>", "write what is found now as a baseline, and exit with 0")
    .option(
      "--suppressions <file>",
      "findings that somebody lets be, with the reason (default: trueroute-suppressions.yaml, where there is one)",
    )
    .option("--no-suppressions", "suppress nothing");
}

function addFileOptions(command: Command): void {
  command
    .addOption(
      new Option(
        "--write <format=file>",
        "write the findings to a file as well, such as sarif=trueroute.sarif; may be given several times",
      ).argParser(collect),
    )
    .option(
      "--source-root <folder>",
      "root of the repository, where the addresses of SARIF begin (default: this folder)",
    )
    .option("--category <name>", "name of this analysis in SARIF, where a repository has several");
}
