import {
  fieldsAt,
  itemsAt,
  type Mistake,
  mistakeAt,
  type Spot,
  textAt,
} from "../document/index.ts";
import type { Finding } from "./finding.ts";
import { fingerprint } from "./fingerprint.ts";

/** Form of the files that this version writes and reads. */
const baselineVersion = 1;

/** A finding that was there when a baseline was written. */
export interface BaselineEntry {
  readonly fingerprint: string;
  /** These three tell people what it was; only the fingerprint is compared. */
  readonly code: string;
  readonly resource: string;
  readonly message: string;
}

/** The findings that were there once, as a file holds them. */
export interface Baseline {
  readonly version: typeof baselineVersion;
  readonly tool: "trueroute";
  readonly findings: readonly BaselineEntry[];
}

/** The baseline of some findings, sorted by fingerprint, each once. */
export function createBaseline(findings: readonly Finding[]): Baseline {
  const entries = new Map(
    findings.map((finding) => {
      const { code, place, message } = finding;
      const key = fingerprint(finding);
      return [key, { fingerprint: key, code, resource: place.resource, message }] as const;
    }),
  );
  const sorted = [...entries.values()].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  return { version: baselineVersion, tool: "trueroute", findings: sorted };
}

/** Reads the value of a baseline file. */
export function readBaseline(value: unknown): {
  readonly entries: readonly BaselineEntry[];
  readonly mistakes: readonly Mistake[];
} {
  const mistakes: Mistake[] = [];
  const spot: Spot = { value, pointer: "", report: (mistake) => mistakes.push(mistake) };
  const entries = isOfThisVersion(spot) ? readEntries(spot) : [];
  return { entries, mistakes };
}

const rewrite = "Write it anew with trueroute check --write-baseline FILE.";

// Of another version nothing else can be said: its fields may mean something else.
function isOfThisVersion(spot: Spot): boolean {
  const { value } = spot;
  const isMapping = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isMapping || !("version" in value)) {
    mistakeAt(spot, "this is not a baseline of trueroute: it has no version", { remedy: rewrite });
    return false;
  }
  const { version } = value;
  if (version === baselineVersion) return true;
  const message = `this is a baseline of version ${JSON.stringify(version)}, and this trueroute reads version ${baselineVersion}`;
  mistakeAt({ ...spot, pointer: "/version" }, message, { remedy: rewrite });
  return false;
}

function readEntries(spot: Spot): readonly BaselineEntry[] {
  const list = fieldsAt(spot, ["version", "tool", "findings"], "a baseline")?.at("findings");
  if (list !== undefined) return itemsAt(list, "findings").flatMap((item) => readEntry(item) ?? []);
  mistakeAt(spot, "the baseline has no findings", { remedy: rewrite });
  return [];
}

function readEntry(spot: Spot): BaselineEntry | undefined {
  const fields = fieldsAt(spot, ["fingerprint", "code", "resource", "message"], "a finding");
  if (fields === undefined) return undefined;
  const read = (name: "fingerprint" | "code" | "resource" | "message"): string =>
    textAt(fields.at(name), name) ?? "";
  const key = read("fingerprint").toLowerCase();
  if (!/^[0-9a-f]{16}$/.test(key)) {
    mistakeAt(spot, "a finding of a baseline needs a fingerprint of 16 hexadecimal digits", {
      remedy: rewrite,
    });
    return undefined;
  }
  return {
    fingerprint: key,
    code: read("code"),
    resource: read("resource"),
    message: read("message"),
  };
}
