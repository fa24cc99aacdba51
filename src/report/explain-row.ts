import type { Place } from "../diagnostic/index.ts";
import type { Model } from "../model/index.ts";
import {
  type EffectiveRoute,
  type EffectiveTable,
  findSensitivities,
  listRoutes,
  notesOf,
  placesOf,
  type Route,
  type Router,
  type View,
} from "../route/index.ts";
import { type Confidence, type RuleId, weakestConfidence } from "../rule/index.ts";
import { type AzureRow, azureRows, toAzureRow } from "./azure-row.ts";
import { noteSentence } from "./note-sentence.ts";
import { whyCandidate, whyLost } from "./sentence.ts";

/** Where something in an answer comes from. */
export interface From {
  /** Resource id as it was written; `platform` for what Azure adds by itself. */
  readonly id: string;
  /** JSON pointer inside the resource. */
  readonly pointer: string;
  /** File of the resource; absent when the input has none. */
  readonly file?: string;
}

/** Why a row is there, and what it rests on. */
export interface RowExplanation {
  readonly from: From;
  /** Other resources that took part. */
  readonly also: readonly From[];
  readonly rules: readonly RuleId[];
  readonly because: string;
  /** The row that made this one Invalid, in Azure's words. */
  readonly overriddenBy?: OverridingRow;
  readonly confidence: Confidence;
  /** What it means for packets. */
  readonly notes: readonly string[];
  /** Switch values under which this row would not be there as it is. */
  readonly switches: readonly string[];
}

/** The row that beat another one. */
export interface OverridingRow
  extends Pick<AzureRow, "source" | "addressPrefix" | "nextHopType" | "nextHopIpAddress"> {
  readonly from: From;
  readonly because: string;
}

/** A row of Azure's with its explanation. */
export interface ExplainedRow extends AzureRow {
  readonly explain: RowExplanation;
}

/**
 * The rows of a view with their reasons. Cost: the table once, and once more per value of a switch.
 */
export function explainRows(router: Router, view: View): readonly ExplainedRow[] {
  const table = router.tableOf(view);
  if (table === undefined) return [];
  const { model } = router;
  const sensitive = rememberedSwitches(router, view, table);
  return listRoutes(table, model.behavior).map((row) => {
    const azure = toAzureRow(row, table, model.behavior);
    return {
      ...azure,
      explain: explainRow(model, table, row, sensitive.get(signature(azure)) ?? []),
    };
  });
}

function explainRow(
  model: Model,
  table: EffectiveTable,
  row: EffectiveRoute,
  switches: readonly string[],
): RowExplanation {
  const { route, fate } = row;
  const notes = notesOf(model, table, route, fate);
  const rules = [...new Set([...route.rules, ...(fate?.rules ?? [])])];
  const [first, ...others] = placesOf(route, table.subnet).map(fromPlace);
  return {
    from: first ?? fromPlace(undefined),
    also: others,
    rules,
    because: whyCandidate(model, route),
    ...(fate?.by === undefined
      ? {}
      : { overriddenBy: overridingRow(model, table, fate.by, whyLost(fate)) }),
    confidence: weakestConfidence(rules),
    notes: notes.map((note) => `${noteSentence(note)} (${note.rules.join(", ")})`),
    switches,
  };
}

function overridingRow(
  model: Model,
  table: EffectiveTable,
  by: Route,
  because: string,
): OverridingRow {
  const row: EffectiveRoute = {
    route: by,
    state: "active",
    fate: undefined,
    nextHop: by.nextHop,
    addresses: [...new Set(addressesOf(by))],
  };
  const { source, addressPrefix, nextHopType, nextHopIpAddress } = toAzureRow(
    row,
    table,
    model.behavior,
  );
  const from = fromPlace(placesOf(by, table.subnet)[0]);
  return { source, addressPrefix, nextHopType, nextHopIpAddress, from, because };
}

function addressesOf({ nextHop }: Route) {
  if (nextHop.kind === "appliance") return nextHop.addresses;
  if (nextHop.kind !== "gateway") return [];
  return nextHop.paths.flatMap(({ address }) => address ?? []);
}

/** The resource and pointer of a place; the platform for what no resource made. */
export function fromPlace(place: Place | undefined): From {
  if (place === undefined || place.resource === "") return { id: "platform", pointer: "" };
  const { resource, pointer, file } = place;
  return { id: resource, pointer, ...(file === "" ? {} : { file }) };
}

type SwitchesByRow = ReadonlyMap<string, readonly string[]>;

// Subnets that share their groups share the answer too, and the question is the costliest of an
// explanation.
const knownSwitches = new WeakMap<EffectiveTable["groups"], SwitchesByRow>();

function rememberedSwitches(router: Router, view: View, table: EffectiveTable): SwitchesByRow {
  const present = knownSwitches.get(table.groups) ?? sensitiveSwitches(router, view);
  knownSwitches.set(table.groups, present);
  return present;
}

// For each row, the switch values under which the list does not hold it.
function sensitiveSwitches(router: Router, view: View): SwitchesByRow {
  const ask = (one: Router): ReadonlySet<string> => {
    const table = one.tableOf(view);
    return new Set(table === undefined ? [] : azureRows(table, one.model.behavior).map(signature));
  };
  const present = ask(router);
  const found = findSensitivities(router, ask, (a, b) => isSameSet(a, b));
  const byRow = new Map<string, string[]>();
  for (const { key, value, answer } of found) {
    for (const row of present) {
      if (answer.has(row)) continue;
      const switches = byRow.get(row) ?? [];
      byRow.set(row, switches);
      switches.push(`${key}=${value}`);
    }
  }
  return byRow;
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}

function signature(row: AzureRow): string {
  const { source, state, addressPrefix, nextHopType, nextHopIpAddress } = row;
  return [source, state, addressPrefix.join(), nextHopType, nextHopIpAddress.join()].join(" ");
}
