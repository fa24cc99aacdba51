// Reports of findings for tests of their formats, with a flow that was really followed.
import { fileURLToPath } from "node:url";
import { readEndpoint } from "../../src/cli/walks/read-endpoint.ts";
import { traceFlow } from "../../src/cli/walks/trace-flow.ts";
import {
  createBaseline,
  type Finding,
  type FindingWalk,
  readSuppressions,
  triage,
} from "../../src/finding/index.ts";
import { type CheckReport, checkReport } from "../../src/report/findings/index.ts";
import { compileFiles, groundOf } from "./ground-of.ts";

const example = fileURLToPath(new URL("../../examples/private-link/", import.meta.url));
const { walker } = groundOf(compileFiles([`${example}base.json`, `${example}stage-c.json`]));

/** A flow of the example in examples/private-link. */
export function walkOf(from: string, to: string): FindingWalk {
  const { trace } = traceFlow(walker, { from, to: readEndpoint(to) });
  return { from, to, trace };
}

/** What people have said about findings, for `reportOf`. */
export interface Said {
  readonly baseline?: readonly Finding[];
  readonly suppressions?: readonly object[];
}

/** The report of some findings; each place stands in the line of its first digit. */
export function reportOf(findings: readonly Finding[], said: Said = {}): CheckReport {
  const { suppressions, mistakes } = readSuppressions(said.suppressions ?? [], ["TR701", "TR301"]);
  if (mistakes.length > 0) throw new Error(JSON.stringify(mistakes));
  const baseline = said.baseline === undefined ? undefined : createBaseline(said.baseline).findings;
  const told = triage(findings, { baseline, suppressions, today: "2026-11-21" });
  return checkReport(
    told,
    { rules: 2, hasBaseline: baseline !== undefined, unconfident: null },
    {
      positionOf: ({ filePointer }) => {
        const [line] = /\d+/.exec(filePointer) ?? [];
        return line === undefined ? undefined : { line: Number(line) + 1, column: 1 };
      },
      repairSentence: ({ kind }) => `Repair by ${kind}.`,
      commandLine: (words) => ["trueroute", ...words, "-s", "main.json"].join(" "),
    },
  );
}
