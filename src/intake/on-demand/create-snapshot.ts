import { type LayeredSnapshot, type LayerOptions, layLayers } from "../lay-layers.ts";
import { isDesired } from "../overlay/index.ts";
import type { Layers } from "../reading.ts";

/** Lays read results over each other. */
export async function createSnapshot(
  layers: Layers,
  options: LayerOptions = {},
): Promise<LayeredSnapshot> {
  const isDeploying = hasTemplates(layers, options);
  if (!isDeploying && !isAsking(layers)) return layLayers(layers, options, undefined);
  const { createProvisioner } = await import("../provisioner.ts");
  const deploying = isDeploying
    ? (await import("../deployment/index.ts")).createDeployer
    : undefined;
  return layLayers(layers, options, (setting) => createProvisioner(layers, setting, deploying));
}

// Parameters count even without a template: that nobody takes them is said.
function hasTemplates(layers: Layers, { deployment }: LayerOptions): boolean {
  if ((deployment?.parameters ?? []).length > 0) return true;
  const results = layers.flat();
  return results.some(
    ({ templates, parameterFiles }) => templates.length + parameterFiles.length > 0,
  );
}

// What one layer asks for, another may hold, also where neither has a plan.
function isAsking(layers: Layers): boolean {
  if (layers.length > 1) return true;
  const results = layers.flat();
  return results.some(
    ({ resources, removals }) => removals.length > 0 || resources.some(isDesired),
  );
}
