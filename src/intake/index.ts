/**
 * intake: any text that describes an Azure network -> ARM resources.
 *
 * Takes one text with the name of its file; gives the resources, templates, removals, captured
 * answers and diagnostics found in it. Lays such results over each other to a snapshot: templates
 * are deployed and plans put over what is there. Maps a place back to line and column on demand.
 * Reads other documents, such as files of assertions, as values.
 * Invariant: nothing throws on any text; a text that cannot be read costs one diagnostic and nothing
 * else; what Azure answered stays as it was read. Does not know where a text came from, what a
 * resource means to routing, or whether a reference resolves.
 *
 * Who enters here has everything at once. A program that starts often enters through `on-demand`.
 */
export {
  type ControlPlane,
  type Deployed,
  type DeployedNode,
  type Deployment,
  type DeploymentScope,
  deploy,
  readParameters,
} from "./arm-template/index.ts";
export {
  type DeployOptions,
  type ParameterSource,
  parameterPaths,
  type WantedFile,
} from "./deployment/index.ts";
export { type DocumentResult, readDocument } from "./document.ts";
export type { LayeredSnapshot, LayerOptions } from "./lay-layers.ts";
export { readLenientJson } from "./lenient-json.ts";
export { loadYaml, needsYaml } from "./load-yaml.ts";
export { locate, locateAll } from "./locate.ts";
export { type ParameterFileResult, readParameterFile } from "./parameter-file.ts";
export { readText } from "./read-text.ts";
export type { FileObject, ReadResult, Removal, TextSource } from "./reading.ts";
export { createSnapshot } from "./snapshot.ts";
export { terraformAddresses } from "./terraform/index.ts";
export type { YamlReader } from "./text/language.ts";
