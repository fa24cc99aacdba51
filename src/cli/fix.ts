import { type Command, InvalidArgumentError, Option } from "commander";
import {
  addSnapshotOptions,
  changeForms,
  choiceOption,
  collect,
  type FixOptions,
  routeForms,
} from "./options.ts";
import type { Frame } from "./session.ts";

/** Defines `trueroute fix`. */
export function defineFix(program: Command, frame: Frame): void {
  const command = program
    .command("fix")
    .summary("repair findings by the smallest change, proved before it is offered")
    .description(
      "Takes findings of trueroute check and gives the smallest change that repairs each: as az, Bicep, Terraform, a template or PowerShell. " +
        "The change is tried on a copy of the snapshot first: the finding must go, all checks and assertions are run again, and a change that " +
        "brings another trap is refused with the reason. Several are repaired one after the other. The exit code is 1 when one has no repair.",
    )
    .argument(
      "<finding...>",
      "findings as check names them (TR301-1a2b3c4d), codes, or the word all",
    )
    .addOption(choiceOption("--as <form>", "how to write the change (default: az)", changeForms))
    .addOption(
      choiceOption(
        "--routes <form>",
        "how to route a service tag: by its name, by exactly its prefixes, or by as many as there is room for (default: tag)",
        routeForms,
      ),
    )
    .option("--region <name>", "take the prefixes of a service tag in one region only")
    .option("--most <number>", "most routes that a service tag may take", readCount)
    .addOption(
      new Option(
        "--assertions <file>",
        "assertions about flows that a repair must not break; several times",
      ).argParser(collect),
    )
    .option("--write <file>", "write the resources that change, as they will be, for a later -s")
    .addHelpText(
      "after",
      `
Examples:
  trueroute fix TR303-5d2c51a1 -s export/
  trueroute fix TR101 -s export/ --as bicep
  trueroute fix TR101 -s export/ --routes cover --most 100 --region westeurope
  trueroute fix all -s export/ --assertions assertions.yaml --write repaired.json
  trueroute check -s export/ -s repaired.json`,
    );
  addSnapshotOptions(command).action(
    frame.act<FixOptions>(async (session, operands) =>
      (await import("./fixes/show-fixes.ts")).showFixes(session, operands),
    ),
  );
}

function readCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 400) return count;
  throw new InvalidArgumentError("Write a number from 1 to 400.");
}
