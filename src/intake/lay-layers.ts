import type { Report, Resource, Snapshot } from "../arm/index.ts";
import { createDiagnostic, type Diagnostic } from "../diagnostic/index.ts";
import type { DeployOptions, WantedFile } from "./deployment/index.ts";
import { checkPages } from "./export/page.ts";
import type { LayMode } from "./lay-plan.ts";
import {
  type Ground,
  isDesired,
  joinLayer,
  lay,
  nearestIds,
  remove,
  settleExtents,
  settleRemoval,
} from "./overlay/index.ts";
import type { Provisioner, ProvisionerSetting } from "./provisioner.ts";
import type { Layers } from "./reading.ts";

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

/**
 * Lays read results over each other, see `createSnapshot`. Without a provisioner nothing is made of
 * what layers ask for: templates and plans stay out, and marks stay where they are.
 */
export function layLayers(
  layers: Layers,
  options: LayerOptions,
  createProvisioner: ((setting: ProvisionerSetting) => Provisioner) | undefined,
): LayeredSnapshot {
  const ground: Ground = new Map();
  const found: Diagnostic[] = [];
  const report: Report = (diagnostic) => found.push(diagnostic);
  const { mode = "incremental", deployment = {} } = options;
  const provisioner = createProvisioner?.({ mode, deployment, report });
  let isPlanned = false;
  for (const [index, layer] of layers.entries()) {
    const written = layer.flatMap(({ resources }) => resources.filter((one) => !isDesired(one)));
    const joined = [...joinLayer(written, report).values()];
    lay(ground, index === 0 ? joined : settleExtents(joined));
    const isAsked = provisioner?.carryOut(ground, layer) ?? false;
    isPlanned ||= isAsked;
    if (isPlanned) provisioner?.settle(ground);
  }
  // What was written out with marks may lie under an export that has the values.
  if (layers.length > 1 && !isPlanned) provisioner?.settle(ground);
  removeNamed(ground, options.removed ?? [], report);
  const results = layers.flat();
  const gaps = layers.flatMap((layer) => checkPages(layer.flatMap(({ pages }) => pages)));
  return {
    resources: sortByKey(ground),
    captures: results.flatMap((result) => result.captures),
    diagnostics: [...results.flatMap((result) => result.diagnostics), ...gaps, ...found],
    wanted: provisioner?.wanted ?? [],
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

function sortByKey(resources: ReadonlyMap<string, Resource>): ReadonlyMap<string, Resource> {
  const sorted = new Map<string, Resource>();
  // The engine's own order of texts is that of `<`, and twice as fast as a function that says so.
  for (const key of [...resources.keys()].sort()) {
    const resource = resources.get(key);
    if (resource !== undefined) sorted.set(key, resource);
  }
  return sorted;
}
