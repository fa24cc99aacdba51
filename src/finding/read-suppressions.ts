import {
  choicesAt,
  type Fields,
  fieldsAt,
  itemsAt,
  type Mistake,
  mistakeAt,
  type Spot,
  textAt,
  textsAt,
} from "../document/index.ts";
import type { FindingCode } from "./finding.ts";
import type { Suppression } from "./suppression.ts";

const keys = ["code", "resource", "fingerprint", "reason", "expires"] as const;

type Key = (typeof keys)[number];

/**
 * Reads the value of a file of suppressions: a list, or a mapping that has it as `suppressions`.
 * `codes` are those that rules have. Every mistake is given, with its JSON pointer.
 */
export function readSuppressions(
  value: unknown,
  codes: readonly FindingCode[],
): { readonly suppressions: readonly Suppression[]; readonly mistakes: readonly Mistake[] } {
  const mistakes: Mistake[] = [];
  const spot: Spot = { value, pointer: "", report: (mistake) => mistakes.push(mistake) };
  const items = listOf(spot).flatMap((item) => readItem(item, codes) ?? []);
  return { suppressions: items, mistakes };
}

function listOf(spot: Spot): readonly Spot[] {
  if (Array.isArray(spot.value)) return itemsAt(spot, "the file");
  const list = fieldsAt(spot, ["suppressions"], "a file of suppressions")?.at("suppressions");
  // A file whose last suppression was taken out is none that is wrong.
  return list === undefined ? [] : itemsAt(list, "suppressions");
}

function readItem(spot: Spot, known: readonly FindingCode[]): Suppression | undefined {
  const fields = fieldsAt(spot, keys, "a suppression");
  if (fields === undefined) return undefined;
  const codes = choicesAt(fields.at("code"), known, "code of a rule");
  const resources = textsAt(fields.at("resource"), "resource");
  const fingerprints = readFingerprints(fields.at("fingerprint"));
  if (["code", "resource", "fingerprint"].every((key) => fields.at(key as Key) === undefined)) {
    mistakeAt(spot, "a suppression says what it suppresses", {
      remedy: "Give code, resource or fingerprint.",
    });
  }
  const reason = readReason(fields);
  const expires = readDay(fields.at("expires"));
  return { codes, resources, fingerprints, reason, expires, pointer: spot.pointer };
}

function readFingerprints(spot: Spot | undefined): readonly string[] {
  const texts = textsAt(spot, "fingerprint").map((text) => text.toLowerCase());
  const wrong = texts.find((text) => !/^(tr\d+-[0-9a-f]{8}|[0-9a-f]{16})$/.test(text));
  if (spot !== undefined && wrong !== undefined) {
    mistakeAt(spot, `'${wrong}' is not a fingerprint`, {
      remedy: "Write the id of a finding as check shows it, such as TR701-1a2b3c4d.",
    });
  }
  return texts;
}

function readReason(fields: Fields<Key>): string {
  const spot = fields.at("reason");
  if (spot !== undefined) return textAt(spot, "reason") ?? "";
  mistakeAt(fields.spot, "a suppression needs a reason", {
    remedy: "Write why the finding may be let be, for those who read it in a year.",
  });
  return "";
}

function readDay(spot: Spot | undefined): string | undefined {
  const text = textAt(spot, "expires");
  if (spot === undefined || text === undefined || isDay(text)) return text;
  mistakeAt(spot, `'${text}' is not a day`, { remedy: "Write it as 2027-03-31." });
  return undefined;
}

const daysOfMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDay(text: string): boolean {
  const [, month, day] = /^\d{4}-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const last = daysOfMonths[Number(month) - 1] ?? 0;
  return Number(day) >= 1 && Number(day) <= last;
}
