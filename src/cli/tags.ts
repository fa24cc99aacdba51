import { type Command, Option } from "commander";
import { addOutputOptions, addServiceTagOption } from "./options.ts";
import type { Frame } from "./session.ts";

/** Defines `trueroute tags` and the commands below it. */
export function defineTags(program: Command, frame: Frame): void {
  const tags = program
    .command("tags")
    .summary("service tags: which hold an address, which prefixes a tag has")
    .description(
      "Tells which service tags hold an address or prefix, or which prefixes a tag has. " +
        "Without an argument it tells which edition of Microsoft's file is installed.",
    )
    .argument("[name...]", "addresses, prefixes or service tags")
    // Else the options of `tags` would take those of its commands.
    .enablePositionalOptions()
    .addHelpText(
      "after",
      `
Examples:
  trueroute tags 20.150.74.9
  trueroute tags Storage.WestEurope
  trueroute tags list --region "France Central"
  trueroute tags diff
  trueroute tags update --file ServiceTags_Public_20261116.json`,
    );
  addServiceTagOption(addOutputOptions(tags)).action(
    frame.act(async (session, names) =>
      (await import("./tags/look-up.ts")).lookUpTags(session, names),
    ),
  );
  defineList(tags, frame);
  defineDiff(tags, frame);
  defineUpdate(tags, frame);
}

function defineList(tags: Command, frame: Frame): void {
  const list = tags
    .command("list")
    .summary("list the service tags")
    .description("Lists the service tags of the installed edition.")
    .option("--service <name>", "only tags of this service, such as Storage")
    .option("--region <region>", "only tags of this region, in any spelling, such as francecentral")
    .addHelpText(
      "after",
      `
Examples:
  trueroute tags list --service Storage
  trueroute tags list --region westeurope -o json --query "value[].tag"`,
    );
  addServiceTagOption(addOutputOptions(list)).action(
    frame.act(async (session) => (await import("./tags/list.ts")).listTags(session)),
  );
}

function defineDiff(tags: Command, frame: Frame): void {
  const diff = tags
    .command("diff")
    .summary("compare two editions of the service tags")
    .description(
      "Compares two editions of the service tags: files, or the words previous and current for those installed. " +
        "Prints each prefix that was added (+) or removed (-).",
    )
    .argument("[before]", "earlier edition", "previous")
    .argument("[after]", "later edition", "current")
    .addHelpText(
      "after",
      `
Examples:
  trueroute tags diff
  trueroute tags diff ServiceTags_Public_20261109.json current
  trueroute tags diff -o json --query "value[?tag=='Storage.WestEurope']"`,
    );
  addOutputOptions(diff).action(
    frame.act(async (session, editions) =>
      (await import("./tags/diff.ts")).diffTags(session, editions),
    ),
  );
}

function defineUpdate(tags: Command, frame: Frame): void {
  const update = tags
    .command("update")
    .summary("install an edition of the service tags")
    .description(
      "Installs an edition of Microsoft's service tags into your data folder. The edition before it is kept for tags diff.",
    )
    .addOption(new Option("--file <path>", "a file that was downloaded before").conflicts("url"))
    .addOption(
      new Option("--url <url>", "address of the file, or of Microsoft's download page").conflicts(
        "file",
      ),
    )
    .addHelpText(
      "after",
      `
Examples:
  trueroute tags update --file ServiceTags_Public_20261116.json
  trueroute tags update --url "https://www.microsoft.com/en-us/download/details.aspx?id=56519"`,
    );
  addOutputOptions(update).action(
    frame.act(async (session) => (await import("./tags/update.ts")).updateTags(session)),
  );
}
