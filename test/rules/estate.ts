// Estates that tests write, and what a user would be told about them: through intake, compile,
// route and report.
import { compileSnapshot } from "../../src/compile/index.ts";
import { createSnapshot, readText } from "../../src/intake/index.ts";
import type { Behavior, Model } from "../../src/model/index.ts";
import { parseIp, parsePrefix } from "../../src/net/index.ts";
import {
  type AzureHubRow,
  type AzureRow,
  azureHubRows,
  azureRows,
  type DecisionReport,
  type ExplainedRow,
  explainDecision,
  explainRows,
} from "../../src/report/index.ts";
import { type EffectiveTable, findTarget, Router, type View } from "../../src/route/index.ts";
import { parseServiceTags } from "../../src/servicetag/index.ts";
import type { Json } from "./arm-json.ts";

/** Prefixes by service tag, of which the tests install a file. */
export type Tags = Readonly<Record<string, readonly string[]>>;

/** An estate: its resources, and the service tags that are installed. */
export interface Estate {
  readonly resources: readonly Json[];
  readonly tags: Tags;
}

/** Resources, alone or in lists of lists. */
export type Part = Json | readonly Part[];

/** Puts resources together. */
export function estate(...parts: readonly Part[]): Estate {
  return { resources: parts.flatMap(flatten), tags: {} };
}

function flatten(part: Part): readonly Json[] {
  return isList(part) ? part.flatMap(flatten) : [part];
}

function isList(part: Part): part is readonly Part[] {
  return Array.isArray(part);
}

/** The same estate with more resources. */
export function extend(base: Estate, ...parts: readonly Part[]): Estate {
  return { ...base, resources: [...base.resources, ...parts.flatMap(flatten)] };
}

/** The same estate with a service-tag file installed. */
export function withTags(base: Estate, tags: Tags): Estate {
  return { ...base, tags };
}

/** Reads and compiles an estate; `switches` win over those in it. */
export function compile({ resources, tags }: Estate, switches: Partial<Behavior> = {}) {
  const snapshot = createSnapshot([
    [readText({ file: "estate.json", text: JSON.stringify(resources) })],
  ]);
  const serviceTags = installTags(tags);
  const { model, diagnostics } = compileSnapshot(snapshot, {
    behavior: switches,
    ...(serviceTags === undefined ? {} : { serviceTags }),
  });
  return { model, diagnostics: [...snapshot.diagnostics, ...diagnostics] };
}

function installTags(tags: Tags) {
  const names = Object.keys(tags);
  if (names.length === 0) return undefined;
  const values = names.map((name) => ({
    name,
    id: name,
    properties: {
      region: name.split(".")[1]?.toLowerCase() ?? "",
      systemService: "",
      addressPrefixes: tags[name],
    },
  }));
  return parseServiceTags({ changeNumber: 1, cloud: "Public", values }).index;
}

/** The messages of one code. */
export function messagesOf(base: Estate, code: string): readonly string[] {
  return compile(base)
    .diagnostics.filter((one) => one.code === code)
    .map(({ message }) => message);
}

/**
 * The rows of a target as text, `SOURCE STATE PREFIXES TYPE [ADDRESSES]` with commas inside a
 * column. The platform's own None rows are left out; `allRows` has them.
 */
export function rows(base: Estate, target: string, switches: Partial<Behavior> = {}): string[] {
  return allRows(base, target, switches).filter((row) => !isPlatformDrop(row));
}

/** The rows of a target as text, with the platform's None rows. */
export function allRows(base: Estate, target: string, switches: Partial<Behavior> = {}): string[] {
  return azureRowsOf(base, target, switches).map(lineOf);
}

/** The Active gateway rows of a target, each as `PREFIX [ADDRESSES]`. */
export function gatewayRows(base: Estate, target: string): readonly string[] {
  return azureRowsOf(base, target)
    .filter(({ source, state }) => source === "VirtualNetworkGateway" && state === "Active")
    .map(({ addressPrefix, nextHopIpAddress }) =>
      [addressPrefix.join(), ...nextHopIpAddress].join(" "),
    );
}

/** The platform's None rows alone: their prefixes. */
export function dropsOf(base: Estate, target: string, switches: Partial<Behavior> = {}): string[] {
  return allRows(base, target, switches)
    .filter(isPlatformDrop)
    .map((row) => row.split(" ")[2]!);
}

function isPlatformDrop(row: string): boolean {
  return /^Default \S+ \S+ None$/.test(row);
}

/** The rows of a target as Azure's JSON. */
export function azureRowsOf(
  base: Estate,
  target: string,
  switches: Partial<Behavior> = {},
): readonly AzureRow[] {
  const { model } = compile(base, switches);
  return azureRows(tableOf(new Router(model), viewOf(model, target)), model.behavior);
}

/** One row as text. */
export function lineOf(row: AzureRow): string {
  const { source, state, addressPrefix, nextHopType, nextHopIpAddress } = row;
  const columns = [source, state, addressPrefix.join(), nextHopType, nextHopIpAddress.join()];
  return columns.filter((column) => column !== "").join(" ");
}

/** The rows of a target whose text contains something, with their reasons. */
export function explained(base: Estate, target: string, text: string): readonly ExplainedRow[] {
  const { model } = compile(base);
  return explainRows(new Router(model), viewOf(model, target)).filter((row) =>
    lineOf(row).includes(text),
  );
}

/** What happens to packets from a target to an address, or to a whole prefix, with reasons. */
export function explainAt(
  base: Estate,
  target: string,
  asked: string,
  switches: Partial<Behavior> = {},
): DecisionReport {
  const { model } = compile(base, switches);
  const destination = parseIp(asked) ?? parsePrefix(asked);
  if (destination === undefined) throw new Error(`${asked} is neither address nor prefix`);
  const question = { view: viewOf(model, target), name: target, asked: destination };
  const report = explainDecision(new Router(model), question);
  if (report === undefined) throw new Error(`${target} has no table`);
  return report;
}

/** The row that carries packets to an address: `SOURCE PREFIX TYPE [ADDRESSES]`, or `nothing`. */
export function carrierOf(
  base: Estate,
  target: string,
  asked: string,
  switches: Partial<Behavior> = {},
): string {
  const { winner } = explainAt(base, target, asked, switches);
  return winner === undefined ? "nothing" : candidateLine(winner);
}

/**
 * Candidates for an address that do not carry it: `VERDICT SOURCE PREFIX TYPE [ADDRESSES]: RULES of
 * the loss`.
 */
export function lossesAt(base: Estate, target: string, asked: string): readonly string[] {
  return explainAt(base, target, asked)
    .candidates.filter(({ verdict }) => verdict !== "carries")
    .map((one) => `${one.verdict} ${candidateLine(one)}`);
}

/** Notes about packets to an address that name a rule. */
export function notesAt(
  base: Estate,
  target: string,
  question: { readonly asked: string; readonly rule: string },
  switches: Partial<Behavior> = {},
): readonly string[] {
  const named = new RegExp(`[( ]${question.rule}[,)]`);
  return explainAt(base, target, question.asked, switches).notes.filter((note) => named.test(note));
}

function candidateLine(one: DecisionReport["candidates"][number]): string {
  const { source, addressPrefix, nextHopType, nextHopIpAddress } = one;
  const columns = [source, addressPrefix, nextHopType, nextHopIpAddress.join()];
  return columns.filter((column) => column !== "").join(" ");
}

/** The rows of a route table of a virtual hub: `PREFIX TYPE NEXT-HOP [AS-PATH]`. */
export function hubRowsOf(base: Estate, hub: string, table = "defaultRouteTable"): string[] {
  return azureHubRowsOf(base, hub, table).map(
    ({ addressPrefixes, nextHopType, nextHops, asPath }) =>
      [addressPrefixes.join(), nextHopType, nextHops.map(lastPart).join(), asPath]
        .filter((column) => column !== "")
        .join(" "),
  );
}

/** The rows of a route table of a virtual hub as Azure's JSON. */
export function azureHubRowsOf(
  base: Estate,
  hub: string,
  table = "defaultRouteTable",
): readonly AzureHubRow[] {
  const { model } = compile(base);
  const found = [...model.hubs.values()].find(({ name }) => name === hub)!;
  const read = found.routeTables.find(({ name }) => name === table)!;
  return azureHubRows(model, found, read).map(({ explain: _, ...row }) => row);
}

function lastPart(id: string): string {
  return id.split("/").at(-1)!;
}

function viewOf(model: Model, target: string): View {
  const found = findTarget(model, target);
  if (found.kind !== "found" || found.target.kind === "hub") {
    throw new Error(`${target}: ${found.kind}`);
  }
  return found.target.view;
}

function tableOf(router: Router, view: View): EffectiveTable {
  const table = router.tableOf(view);
  if (table === undefined) throw new Error("no table");
  return table;
}
