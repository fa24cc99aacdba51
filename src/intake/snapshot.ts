import { createDeployer } from "./deployment/index.ts";
import { type LayeredSnapshot, type LayerOptions, layLayers } from "./lay-layers.ts";
import { createProvisioner } from "./provisioner.ts";
import type { Layers } from "./reading.ts";

/**
 * Lays read results over each other. Each layer holds the results of one input that the user named.
 *
 * A later resource replaces the one with its id, or is merged into it where it says only a part;
 * docs/snapshot.md has the rules. Inside a layer the resources come first, then its templates are
 * deployed, then its plans are carried out. Captures and diagnostics add up in order. Diagnostics:
 * `resource-duplicate` for one id with different contents inside one layer, of which the later one
 * is taken; `list-incomplete`, `removal-unknown`; those of templates and plans. Cost: n log n in the
 * number of resources; contents are compared only where an id repeats inside a layer.
 */
export function createSnapshot(layers: Layers, options: LayerOptions = {}): LayeredSnapshot {
  return layLayers(layers, options, (setting) =>
    createProvisioner(layers, setting, createDeployer),
  );
}
