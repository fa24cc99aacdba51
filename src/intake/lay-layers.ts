import type { Report, Resource, Snapshot } from "../arm/index.ts";
import { createDiagnostic, type Diagnostic } from "../diagnostic/index.ts";
import { settleValues } from "../provision/index.ts";
import type { createDeployer, DeployOptions, WantedFile } from "./deployment/index.ts";
import { checkPages } from "./export/page.ts";
import { isDesired, type LayMode, layPlans } from "./lay-plan.ts";
import {
  type Ground,
  joinLayer,
  lay,
  nearestIds,
  remove,
  settleExtents,
  settleRemoval,
} from "./overlay/index.ts";
import type { ReadResult } from "./reading.ts";

/** What lays layers over each other beside the layers themselves. */
export interface LayerOptions {
  /**
   * Whether templates and plans leave alone what they do not name (`incremental`, the default), or
   * take their resources whole and, templates only, away what else their resource group holds.
   */
  readonly mode?: LayMode;
  /** Ids of resources to take away after all layers, each with everything below it. */
  readonly removed?: readonly string[];
  /** How templates are deployed. */
  readonly deployment?: DeployOptions;
}

/** A snapshot, and what would make it more complete. */
export interface LayeredSnapshot extends Snapshot {
  /** Files that templates link to: read them, give them as `deployment.linked`, and lay again. */
  readonly wanted: readonly WantedFile[];
}

/** Layers, each with the results of one input that the user named. */
export type Layers = readonly (readonly ReadResult[])[];

/**
 * Lays read results over each other, see `createSnapshot`. Without `deploying` templates stay out:
 * the evaluator of templates is large, and who knows that there are none need not have it.
 */
export function layLayers(
  layers: Layers,
  options: LayerOptions,
  deploying: typeof createDeployer | undefined,
): LayeredSnapshot {
  const ground: Ground = new Map();
  const found: Diagnostic[] = [];
  const report: Report = (diagnostic) => found.push(diagnostic);
  const { mode = "incremental", deployment = {} } = options;
  const isComplete = mode === "complete";
  const deployer = deploying?.(layers, { options: deployment, isComplete, report });
  let isPlanned = false;
  for (const [index, layer] of layers.entries()) {
    const written = layer.flatMap(({ resources }) => resources.filter((one) => !isDesired(one)));
    const joined = [...joinLayer(written, report).values()];
    lay(ground, index === 0 ? joined : settleExtents(joined));
    const hasTemplates = deployer?.deploy(ground, layer) ?? false;
    const hasPlans = layPlans(ground, layer, { mode, report });
    isPlanned ||= hasTemplates || hasPlans;
    if (isPlanned) settle(ground);
  }
  // What was written out with marks may lie under an export that has the values.
  if (layers.length > 1 && !isPlanned) settle(ground);
  removeNamed(ground, options.removed ?? [], report);
  const results = layers.flat();
  const gaps = layers.flatMap((layer) => checkPages(layer.flatMap(({ pages }) => pages)));
  return {
    resources: sortByKey(ground),
    captures: results.flatMap((result) => result.captures),
    diagnostics: [...results.flatMap((result) => result.diagnostics), ...gaps, ...found],
    wanted: deployer?.wanted ?? [],
  };
}

function removeNamed(ground: Ground, ids: readonly string[], report: Report): void {
  const texts = new Map(ids.map((id) => [id.replace(/\/$/, "").toLowerCase(), id]));
  const keys = new Set(texts.keys());
  const missed = remove(ground, keys);
  settleRemoval(ground, keys);
  for (const key of missed) {
    const id = texts.get(key) ?? key;
    const near = nearestIds(id, ground);
    const advice =
      near.length === 0
        ? "Write the id as it stands in the snapshot; trueroute snapshot -o json lists them all."
        : `Did you mean ${near.join(" or ")}?`;
    const place = { resource: "", pointer: "", file: "", filePointer: "" };
    report(createDiagnostic("removal-unknown", place, { id, advice }));
  }
}

// A value that another resource holds is known once that one is there, which may be layers later.
function settle(ground: Ground): void {
  for (const resource of settleValues(ground.values())) ground.set(resource.id.key, resource);
}

function sortByKey(resources: ReadonlyMap<string, Resource>): ReadonlyMap<string, Resource> {
  const sorted = new Map<string, Resource>();
  // The engine's own order of texts is that of `<`, and twice as fast as a function that says so.
  for (const key of [...resources.keys()].sort()) {
    const resource = resources.get(key);
    if (resource !== undefined) sorted.set(key, resource);
  }
  return sorted;
}
