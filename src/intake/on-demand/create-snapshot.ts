import { type LayeredSnapshot, type LayerOptions, type Layers, layLayers } from "../lay-layers.ts";

/** Lays read results over each other. */
export async function createSnapshot(
  layers: Layers,
  options: LayerOptions = {},
): Promise<LayeredSnapshot> {
  if (!isDeploying(layers, options)) return layLayers(layers, options, undefined);
  const { createDeployer } = await import("../deployment/index.ts");
  return layLayers(layers, options, createDeployer);
}

// Parameters count even without a template: that nobody takes them is said.
function isDeploying(layers: Layers, { deployment }: LayerOptions): boolean {
  const results = layers.flat();
  return (
    (deployment?.parameters ?? []).length > 0 ||
    results.some(({ templates, parameterFiles }) => templates.length + parameterFiles.length > 0)
  );
}
