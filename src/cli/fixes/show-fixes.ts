import type { Resource } from "../../arm/index.ts";
import type { AddressOf } from "../../change/index.ts";
import { checkRules } from "../../check/index.ts";
import { differenceOf, type Side } from "../../difference/index.ts";
import { type Finding, fingerprint } from "../../finding/index.ts";
import {
  type CheckedEstate,
  checkCompiled,
  type Demands,
  type Fix,
  fixFinding,
} from "../../fix/index.ts";
import { createProgress, type SourceText, silentProgress } from "../../host/index.ts";
import {
  type DifferenceReport,
  differenceReport,
  type FixReport,
  fixReport,
  goneReport,
} from "../../report/index.ts";
import { printAnswer } from "../answer/print-answer.ts";
import { type Estate, withEstate } from "../estate/estate.ts";
import { exitCode, exitCodeOf } from "../exit-code.ts";
import type { FixOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { writeText } from "../write-text.ts";
import { chooseFindings } from "./choose-findings.ts";
import { readDemands } from "./demands.ts";
import { fixesAnswer } from "./fixes-answer.ts";

/**
 * Repairs findings one after the other, each on what the ones before have left. Exit code 1 when
 * one has no repair; 2 when a finding is not there, or assertions cannot be read.
 */
export async function showFixes(
  session: Session<FixOptions>,
  operands: readonly string[],
): Promise<number> {
  const demands = await readDemands(session, session.options.assertions ?? []);
  if (demands === undefined) return exitCode.badInput;
  const replaced = new Set(checkRules.flatMap(({ replaces = [] }) => replaces));
  return withEstate(session, (estate) => answerWith(session, estate, { operands, demands }), {
    isAnswered: ({ code }) => replaced.has(code),
  });
}

interface Wanted {
  readonly operands: readonly string[];
  readonly demands: Demands;
}

async function answerWith(
  session: Session<FixOptions>,
  { snapshot, compilation, sources }: Estate,
  { operands, demands }: Wanted,
): Promise<number> {
  const { io, options } = session;
  const before = checkCompiled(snapshot, compilation);
  const codes = checkRules.map(({ code }) => code);
  const chosen = chooseFindings(before.findings, operands, codes);
  const { reports, after } = repairAll(session, before, {
    chosen,
    demands,
    addressOf: await addressesIn(sources),
  });
  if (options.write !== undefined) {
    await writeText(io, options.write, changedResources(before, after));
  }
  await printAnswer(io, options, fixesAnswer(session, reports));
  const hasFindings = reports.some(({ status }) => status === "refused");
  return exitCodeOf({ hasFindings, hasAssumptions: chosen.some(isAssumed) }, options);
}

function isAssumed({ assumptions }: Finding): boolean {
  return assumptions.length > 0;
}

/** What a run is about. */
interface Work {
  readonly chosen: readonly Finding[];
  readonly demands: Demands;
  readonly addressOf: AddressOf;
}

/** What a run has done. */
interface Run {
  readonly reports: readonly FixReport[];
  /** The estate with all repairs. */
  readonly after: CheckedEstate;
}

function repairAll(
  { io, options }: Session<FixOptions>,
  before: CheckedEstate,
  { chosen, demands, addressOf }: Work,
): Run {
  const progress = options.quiet === true ? silentProgress : createProgress(io.stderr);
  const { routes: form = "tag", region, most } = options;
  const { behavior, serviceTags } = before.compilation.model;
  const compile = { behavior, ...(serviceTags === undefined ? {} : { serviceTags }) };
  const settings = { compile, routes: { form, region, most }, demands };
  const reports: FixReport[] = [];
  let estate = before;
  for (const [at, finding] of chosen.entries()) {
    progress.report(`repairing ${at + 1} of ${chosen.length}`);
    const wanted = fingerprint(finding);
    const left = estate.findings.find((one) => fingerprint(one) === wanted);
    if (left === undefined) {
      reports.push(goneReport(finding));
      continue;
    }
    const fix = fixFinding(estate, left, settings);
    const { resources } = estate.snapshot;
    const difference = (fixed: Fixed) => compare(estate, fixed.proof.after);
    reports.push(fixReport(fix, { resources, addressOf, difference }));
    if (fix.kind === "fixed") estate = fix.proof.after;
  }
  progress.finish();
  return { reports, after: estate };
}

type Fixed = Extract<Fix, { readonly kind: "fixed" }>;

// A repair is small, and what it changes should be, too; a reader is helped by the first of many.
const mostFlows = 2000;

function compare(before: CheckedEstate, after: CheckedEstate): DifferenceReport {
  const sides = { before: sideOf(before), after: sideOf(after) };
  return differenceReport(differenceOf(sides.before, sides.after, { mostFlows }), sides);
}

function sideOf({ snapshot, ground }: CheckedEstate): Side {
  return { resources: snapshot.resources, walker: ground.walker };
}

/** What Terraform calls the resources of the plans and states that were read. */
async function addressesIn(sources: readonly SourceText[]): Promise<AddressOf> {
  const { terraformAddresses } = await import("../../intake/on-demand/index.ts");
  const byFile = new Map(
    await Promise.all(
      sources.map(async (source) => [source.file, await terraformAddresses(source)] as const),
    ),
  );
  return ({ file, filePointer }) => byFile.get(file)?.(filePointer);
}

/** The resources that are others now, as JSON that `-s` reads. */
function changedResources(before: CheckedEstate, after: CheckedEstate): string {
  const changed: Resource[] = [];
  for (const [key, resource] of after.snapshot.resources) {
    if (before.snapshot.resources.get(key) !== resource) changed.push(resource);
  }
  const bodies = changed.map(({ body }) => body);
  return `${JSON.stringify({ value: bodies }, undefined, 2)}\n`;
}
