import type { Argument, Option } from "commander";
import { behaviorSwitches, isBehaviorKey } from "../../model/index.ts";
import { regions } from "../../servicetag/index.ts";
import { findingFormats } from "../options.ts";
import { openServiceTags } from "../service-tags.ts";
import type { Session } from "../session.ts";
import { shells } from "./shells.ts";
import { listEnds, listTargets } from "./targets.ts";

/** A word that may stand at the cursor. */
export interface Candidate {
  readonly value: string;
  /** What it means, in a few words; may be empty. */
  readonly about: string;
}

/** What to offer: words, and whether file names fit too. */
export interface Offer {
  readonly candidates: readonly Candidate[];
  readonly hasFiles: boolean;
}

const nothing: Offer = { candidates: [], hasFiles: false };
const files: Offer = { candidates: [], hasFiles: true };

/** Offers values of an option; `typed` is what stands there already. */
export async function offerValues(option: Option, typed: string, session: Session): Promise<Offer> {
  if (option.argChoices !== undefined) return words(option.argChoices);
  switch (option.attributeName()) {
    case "snapshot":
    case "database":
    case "tokenFile":
    case "serviceTags":
    case "file":
    case "parameters":
    case "baseline":
    case "writeBaseline":
    case "suppressions":
    case "sourceRoot":
    case "before":
    case "after":
    case "output":
    case "ca":
      return files;
    case "from":
      return words(["local"]);
    case "types":
      return words(await pulledWords(typed));
    case "only":
    case "skip":
      return words(await selectors(typed));
    case "write":
      return option.flags.includes("=") && !typed.includes("=")
        ? words(findingFormats.map((format) => `${format}=`))
        : files;
    case "behavior":
      return words(behaviorValues(typed));
    case "region":
    case "location":
      return words(regions.map(({ location }) => location));
    case "port":
      return words((await session.io.runningServers.list()).map(({ port }) => String(port)));
    case "service":
      return words(serviceNames(session));
    default:
      return nothing;
  }
}

/** Offers operands of a command; `snapshots` are the values of `-s` so far. */
export async function offerOperands(
  argument: Argument | undefined,
  session: Session,
  snapshots: readonly string[],
): Promise<Offer> {
  switch (argument?.name()) {
    case "name":
      return words(tagNames(session));
    case "key":
      return words(Object.keys(behaviorSwitches));
    case "shell":
      return words(shells);
    case "before":
    case "after":
      return { ...words(["current", "previous"]), hasFiles: true };
    case "capture":
    case "paths":
      return files;
    case "target":
      return words(await listTargets(session, snapshots));
    case "from":
    case "to":
      return words(await listEnds(session, snapshots));
    case "what":
      return { ...words(await listEnds(session, snapshots)), hasFiles: true };
    case "scenario":
      return files;
    default:
      return nothing;
  }
}

function words(values: readonly string[]): Offer {
  return { candidates: values.map((value) => ({ value, about: "" })), hasFiles: false };
}

// Several stand with commas, and the last one is being typed.
async function selectors(typed: string): Promise<readonly string[]> {
  const { checkRules } = await import("../../check/index.ts");
  const { selectorWords } = await import("../../finding/index.ts");
  const before = typed.slice(0, typed.lastIndexOf(",") + 1);
  return selectorWords(checkRules.map(({ code }) => code)).map((word) => before + word);
}

async function pulledWords(typed: string): Promise<readonly string[]> {
  const { typeWords } = await import("../pulls/type-option.ts");
  const before = typed.slice(0, typed.lastIndexOf(",") + 1);
  return typeWords.map((word) => before + word);
}

function behaviorValues(typed: string): readonly string[] {
  const [key = ""] = typed.split("=", 1);
  if (!typed.includes("=")) return Object.keys(behaviorSwitches).map((one) => `${one}=`);
  if (!isBehaviorKey(key)) return [];
  return behaviorSwitches[key].values.map((value) => `${key}=${value}`);
}

function tagNames(session: Session): readonly string[] {
  return (openServiceTags(session)?.tags() ?? []).map(({ name }) => name);
}

function serviceNames(session: Session): readonly string[] {
  return [...new Set((openServiceTags(session)?.tags() ?? []).map(({ service }) => service))];
}
