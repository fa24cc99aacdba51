import { type Command, InvalidArgumentError, Option } from "commander";
import type { ChangeForm } from "../change/index.ts";
import { suggest } from "./nearest.ts";

/** Formats that every answer has. */
export const outputFormats = [
  "table",
  "json",
  "jsonc",
  "tsv",
  "yaml",
  "yamlc",
  "csv",
  "md",
  "none",
] as const;

/** One of the formats of `-o`. */
export type OutputFormat = (typeof outputFormats)[number];

/** One of the formats of commands that give the results of checks. */
export type CheckFormat = OutputFormat | "junit";

/** Formats of commands that give the results of checks. */
export const checkFormats: readonly CheckFormat[] = [...outputFormats, "junit"];

/** One of the formats of `trueroute check`. */
export type FindingFormat = CheckFormat | "sarif";

/** Formats of `trueroute check`. */
export const findingFormats: readonly FindingFormat[] = [...checkFormats, "sarif"];

/** Options of every command. */
export interface ConversationOptions {
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** Options of every command that prints an answer. */
export interface OutputOptions extends ConversationOptions {
  readonly output?: OutputFormat;
  /** JMESPath expression. */
  readonly query?: string;
}

/** Option of every command that looks at service tags. */
export interface ServiceTagOptions {
  readonly serviceTags?: string;
}

/** What `--assume` may be told. */
export const assumable = ["defaults"] as const;

/** How templates and plans lie over what is there. */
export const layModes = ["incremental", "complete"] as const;

/** Options that say how templates are deployed and layers are laid. */
export interface DeploymentOptions {
  /** Each is NAME=VALUE, NAME=@FILE, FILE or @FILE. */
  readonly parameters?: readonly string[];
  readonly assume?: (typeof assumable)[number];
  readonly resourceGroup?: string;
  readonly subscription?: string;
  readonly location?: string;
  readonly mode?: (typeof layModes)[number];
  /** Ids. */
  readonly remove?: readonly string[];
}

/** Options of every command that reads a snapshot. */
export interface SnapshotOptions extends OutputOptions, ServiceTagOptions, DeploymentOptions {
  readonly snapshot?: readonly string[];
  readonly strict?: boolean;
  /** Each is KEY=VALUE. */
  readonly behavior?: readonly string[];
  /** What captured answers without a name are about. */
  readonly about?: string;
}

/** Options of every command that asks a server. */
export interface ServerOptions {
  /** Address of the server. */
  readonly from?: string;
  /** File of certificates. */
  readonly ca?: string;
}

/** Options of `trueroute snapshot`. */
export interface SnapshotCommandOptions extends SnapshotOptions, ServerOptions {
  readonly coverage?: boolean;
}

/** Options of `trueroute pull`. */
export interface PullOptions extends ConversationOptions, ServerOptions {
  /** A file. */
  readonly output?: string;
  /** Numbers or names. */
  readonly subscription?: readonly string[];
  readonly managementGroup?: string;
  readonly tenantWide?: boolean;
  readonly tenant?: string;
  readonly resourceGroup?: readonly string[];
  /** Each holds types, separated by commas. */
  readonly types?: readonly string[];
  readonly learnedRoutes?: boolean;
  readonly effectiveRoutes?: boolean;
  readonly resourceGraph: boolean;
  readonly concurrency?: number;
  readonly restart?: boolean;
}

/** Options of `trueroute routes`. */
export interface RoutesOptions extends SnapshotOptions {
  readonly all?: boolean;
  readonly explain?: boolean;
}

/** Options of `trueroute nsg`. */
export interface NsgOptions extends SnapshotOptions {
  readonly tags?: boolean;
}

/** From which severity on findings fail a run. */
export const failThresholds = ["error", "warning", "info", "none", "never"] as const;

/** Options of `trueroute check`. */
export interface CheckOptions extends SnapshotOptions {
  /** Each holds codes, families and severities, separated by commas. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly failOn?: (typeof failThresholds)[number];
  readonly confident?: boolean;
  readonly limits?: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  /** A file; false: none, also where the usual one is there. */
  readonly suppressions?: string | false;
  /** Each is FORMAT=FILE. */
  readonly write?: readonly string[];
  /** Folder that SARIF's addresses begin at. */
  readonly sourceRoot?: string;
  /** Name of this analysis in SARIF. */
  readonly category?: string;
}

/** Options of `trueroute reach`. */
export interface ReachOptions extends SnapshotOptions {
  readonly list?: boolean;
}

/** Options of `trueroute trace`. */
export interface TraceOptions extends SnapshotOptions {
  readonly mtr?: boolean;
  readonly firewallLog?: boolean;
  readonly at?: string;
  readonly sourcePort?: number;
  readonly allPaths?: boolean;
  readonly detailedExitcode?: boolean;
}

/** Forms in which changes are written, the usual one first. */
export const changeForms: readonly ChangeForm[] = ["az", "bicep", "terraform", "arm", "classic"];

/** How routes to a service tag are written, the usual one first. */
export const routeForms = ["tag", "exact", "cover"] as const;

/** Options of `trueroute fix`. */
export interface FixOptions extends SnapshotOptions {
  readonly as?: ChangeForm;
  readonly routes?: (typeof routeForms)[number];
  readonly region?: string;
  readonly most?: number;
  /** Files. */
  readonly assertions?: readonly string[];
  readonly write?: string;
}

/** Options of `trueroute diff`. */
export interface DiffOptions extends SnapshotOptions {
  /** Further layers of the earlier side. */
  readonly before?: readonly string[];
  /** Further layers of the later side. */
  readonly after?: readonly string[];
  readonly detailedExitcode?: boolean;
}

/** Adds the options of every command that prints an answer. */
export function addOutputOptions(
  command: Command,
  formats: readonly string[] = outputFormats,
): Command {
  command
    .addOption(
      choiceOption("-o, --output <format>", "how to print the answer (default: table)", formats),
    )
    .option("--query <jmespath>", "pick from the JSON answer before it is printed, as az does");
  return addConversationOptions(command);
}

/** Adds the options that say how much is told on stderr. */
export function addConversationOptions(command: Command): Command {
  return command
    .option("-q, --quiet", "say nothing but errors on stderr")
    .option("-v, --verbose", "say everything on stderr");
}

/** Adds the option that names a service-tag file. */
export function addServiceTagOption(command: Command): Command {
  return command.option(
    "--service-tags <file>",
    "use this service-tag file, not the installed one",
  );
}

/** Adds the option that names a running server. */
export function addPortOption(command: Command): Command {
  return command.addOption(
    new Option(
      "--port <port>",
      "port of the server, where several run (default: the one started last)",
    ).argParser(readPort),
  );
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65535) return port;
  throw new InvalidArgumentError("Give a number from 1 to 65535.");
}

/** Adds the options of every command that reads a snapshot. */
export function addSnapshotOptions(
  command: Command,
  formats: readonly string[] = outputFormats,
): Command {
  command
    .addOption(
      new Option(
        "-s, --snapshot <path>",
        "file or folder of Azure resources, or - for stdin; later ones overlay earlier ones (default: $TRUEROUTE_SNAPSHOT)",
      ).argParser(collect),
    )
    .addOption(
      new Option(
        "--remove <id>",
        "take a resource away after all layers, with everything below its id",
      ).argParser(collect),
    );
  addDeploymentOptions(command);
  command
    .option("--strict", "exit with 3 when the answer rests on assumptions")
    .addOption(
      new Option(
        "--behavior <key=value>",
        "decide a switch that Azure leaves open; see trueroute behavior",
      ).argParser(collect),
    )
    .option(
      "--about <id>",
      "interface, gateway, circuit or route table that captured routes without a name are about",
    );
  return addOutputOptions(addServiceTagOption(command), formats);
}

/** Adds the options that say how templates are deployed and layers are laid. */
export function addDeploymentOptions(command: Command): void {
  command
    .addOption(
      new Option(
        "--parameters <value>",
        "parameter of a template as name=value, or a parameters file; may be given several times",
      ).argParser(collect),
    )
    .addOption(
      choiceOption("--assume <what>", "take stand-ins for parameters that nobody gave", assumable),
    )
    .option("-g, --resource-group <name>", "resource group that templates are deployed to")
    .addOption(
      new Option(
        "--subscription <id>",
        "subscription of templates, and of plans that do not say theirs",
      ).argParser(readSubscription),
    )
    .option("--location <name>", "location of that resource group, where no layer says it")
    .addOption(
      choiceOption(
        "--mode <mode>",
        "complete: templates and plans keep nothing of what they name, templates nothing else of their group (default: incremental)",
        layModes,
      ),
    );
}

/** Creates an option that takes one of several words, and suggests the nearest for any other. */
export function choiceOption(
  flags: string,
  description: string,
  choices: readonly string[],
): Option {
  const option = new Option(flags, description).choices(choices);
  // `choices` shows them in the help and keeps them for completion; its own parser suggests
  // nothing.
  return option.argParser((word: string) => {
    const choice = choices.find((one) => one === word.toLowerCase());
    if (choice !== undefined) return choice;
    const hint = suggest(word, choices);
    throw new InvalidArgumentError(
      `Choose from ${choices.join(", ")}.${hint === "" ? "" : ` ${hint}`}`,
    );
  });
}

/** Collects the values of an option that may be given several times. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** Reads the number of a subscription. People paste the whole id as az shows it. */
export function readSubscription(text: string): string {
  return text.replace(/^\/?subscriptions\//i, "").replace(/\/.*$/, "");
}
