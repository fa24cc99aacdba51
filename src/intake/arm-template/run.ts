import type { Resource } from "../../arm/index.ts";
import type { Diagnostic } from "../../diagnostic/index.ts";
import { createProvision } from "../../provision/index.ts";
import type { Deployment } from "./deployment.ts";
import { Exhausted } from "./exhausted.ts";
import type { Node, Run } from "./frame.ts";
import { createParser } from "./parse-cached.ts";
import { ensureMade } from "./resource/ensure.ts";

// Far above what 800 resources of any size come to; it ends after seconds what would end never.
const maxWork = 10_000_000;

/** What a run leaves behind. */
export interface RunState {
  readonly run: Run;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Starts a deployment with nothing made.
 *
 * @param planned requests whose addresses are given to nobody else
 */
export function startRun(
  deployment: Deployment,
  planned: readonly Resource[],
  make: (node: Node) => void,
): RunState {
  const diagnostics: Diagnostic[] = [];
  const said = new Set<string>();
  const resources = [...deployment.existing];
  const isNew = (text: string): boolean => said.size < said.add(text).size;
  let work = 0;
  const { plane } = deployment;
  const existing = new Map(resources.map((one): [string, Resource] => [one.id.key, one]));
  const made = new Map<string, Resource>();
  const run: Run = {
    report: (diagnostic) => {
      const { code, message, place } = diagnostic;
      if (isNew([code, place.file, place.filePointer, message].join("\n"))) {
        diagnostics.push(diagnostic);
      }
    },
    isNew,
    parse: createParser(),
    spend: (amount) => {
      work += amount;
      if (work > maxWork) throw new Exhausted();
    },
    depth: { now: 0 },
    provision:
      plane === undefined
        ? createProvision(resources, planned)
        : { put: (resource) => plane.put(resource), assigned: [], removed: new Set() },
    find: (key) => (plane === undefined ? (made.get(key) ?? existing.get(key)) : plane.find(key)),
    made,
    nested: [],
    asked: new Map(),
    nodes: new Map(),
    active: [],
    ensure: (node) => ensureMade(run, node, make),
    open: new WeakMap(),
    root: deployment,
    wanted: new Set(),
  };
  return { run, diagnostics };
}
