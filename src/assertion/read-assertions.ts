import {
  booleanAt,
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
import { dispositions } from "../flow/index.ts";
import { hostPrefix, type Prefix, parseIp, parsePrefix } from "../net/index.ts";
import type { Assertion, AssertionFile, Expectation } from "./assertion.ts";

const fileKeys = ["assertions", "snapshots"] as const;

const assertionKeys = [
  "name",
  "from",
  "to",
  "must",
  "mustNot",
  "reply",
  "via",
  "notVia",
  "sourceSeen",
  "symmetric",
  "snapshots",
] as const;

const expectations: readonly Expectation[] = ["work", ...dispositions];

/** Reads the value of a file of assertions. Every mistake in it is given, with its JSON pointer. */
export function readAssertions(value: unknown): {
  readonly file: AssertionFile;
  readonly mistakes: readonly Mistake[];
} {
  const mistakes: Mistake[] = [];
  const report = (mistake: Mistake): void => void mistakes.push(mistake);
  return { file: readFile({ value, pointer: "", report }), mistakes };
}

function readFile(spot: Spot): AssertionFile {
  if (Array.isArray(spot.value)) return { snapshots: [], assertions: readList(spot) };
  const fields = fieldsAt(spot, fileKeys, "a file of assertions");
  const list = fields?.at("assertions");
  if (fields !== undefined && list === undefined) {
    mistakeAt(spot, "the file has no assertions", { remedy: "Write them below assertions:." });
  }
  return {
    snapshots: textsAt(fields?.at("snapshots"), "snapshots"),
    assertions: list === undefined ? [] : readList(list),
  };
}

function readList(list: Spot): readonly Assertion[] {
  const items = itemsAt(list, "assertions");
  if (Array.isArray(list.value) && items.length === 0) {
    mistakeAt(list, "the list of assertions is empty", { remedy: "Write at least one." });
  }
  return items.flatMap((item) => readAssertion(item) ?? []);
}

type AssertionFields = Fields<(typeof assertionKeys)[number]>;

function readAssertion(spot: Spot): Assertion | undefined {
  const fields = fieldsAt(spot, assertionKeys, "an assertion");
  if (fields === undefined) return undefined;
  const from = required(fields, "from", "who sends");
  const to = required(fields, "to", "where to");
  const assertion: Assertion = {
    name: textAt(fields.at("name"), "name") ?? `${from ?? "?"} -> ${to ?? "?"}`,
    from: from ?? "",
    to: to ?? "",
    ...readExpected(fields),
    snapshots:
      fields.at("snapshots") === undefined
        ? undefined
        : textsAt(fields.at("snapshots"), "snapshots"),
    pointer: spot.pointer,
  };
  // A field with a slip in it was meant to ask something.
  if (!asksSomething(fields) && !hasUnknown(spot)) {
    mistakeAt(spot, `assertion '${assertion.name}' expects nothing`, {
      remedy: "Write must:, mustNot:, via: or another expectation.",
    });
  }
  return assertion;
}

function readExpected(fields: AssertionFields) {
  return {
    must: choicesAt(fields.at("must"), expectations, "an ending"),
    mustNot: choicesAt(fields.at("mustNot"), expectations, "an ending"),
    reply: choicesAt(fields.at("reply"), dispositions, "an ending"),
    via: textsAt(fields.at("via"), "via"),
    notVia: textsAt(fields.at("notVia"), "notVia"),
    sourceSeen: readSource(fields.at("sourceSeen")),
    isSymmetric: booleanAt(fields.at("symmetric"), "symmetric"),
  };
}

function hasUnknown({ value }: Spot): boolean {
  return Object.keys(value as object).some((key) => !assertionKeys.some((one) => one === key));
}

function asksSomething(fields: AssertionFields): boolean {
  const keys = ["must", "mustNot", "reply", "via", "notVia", "sourceSeen", "symmetric"] as const;
  return keys.some((key) => fields.at(key) !== undefined);
}

function required(
  fields: AssertionFields,
  key: "from" | "to",
  meaning: string,
): string | undefined {
  const spot = fields.at(key);
  if (spot === undefined) {
    mistakeAt(fields.spot, `an assertion lacks ${key}:`, { remedy: `Say ${meaning}.` });
  }
  return textAt(spot, key);
}

function readSource(spot: Spot | undefined): Assertion["sourceSeen"] {
  const text = textAt(spot, "sourceSeen");
  if (spot === undefined || text === undefined) return undefined;
  const prefix = prefixOf(text);
  if (prefix !== undefined) return { text, prefix };
  mistakeAt(spot, `'${text}' is neither an address nor a prefix`, {
    remedy: "Write one, for example 198.51.100.20 or 10.0.0.0/8.",
  });
  return undefined;
}

function prefixOf(text: string): Prefix | undefined {
  const address = parseIp(text);
  return address === undefined ? parsePrefix(text) : hostPrefix(address);
}
