import { isFactType, isJsonObject, type Report } from "../../arm/index.ts";
import { createDiagnostic } from "../../diagnostic/index.ts";
import type { AssignedAddress } from "../../provision/index.ts";
import { type Deployed, deploy } from "../arm-template/index.ts";
import { reportAssigned } from "../lay-plan.ts";
import { childKeys, type Ground, removeNamed, settleRemoval } from "../overlay/index.ts";
import type { FileObject, Layers, ReadResult } from "../reading.ts";
import type { Deployer, DeployerSetting, WantedFile } from "./options.ts";
import { pairParameters } from "./pair.ts";
import { findStrangers, type Given, ownParameters, readFile, readNamed } from "./parameters.ts";
import { pathBeside, pathKey } from "./path.ts";
import { findTarget, type Target } from "./target.ts";

/** What templates of all layers share. */
interface DeployRun extends DeployerSetting {
  /** Named parameters that no template of any layer declares; each is reported once. */
  readonly strangers: Set<string>;
  /** Files that were asked for in vain; grows. */
  readonly wanted: WantedFile[];
}

/**
 * Creates what deploys the templates of some layers. One that another one of its layer links is not
 * deployed by itself.
 *
 * Diagnostics: those of `deploy`, `parameters-unused`, `group-absent`, `addresses-assigned`.
 */
export function createDeployer(layers: Layers, setting: DeployerSetting): Deployer {
  const templates = layers.flat().flatMap((result) => result.templates);
  const strangers = findStrangers(setting.options.parameters ?? [], templates);
  const run: DeployRun = { ...setting, strangers, wanted: [] };
  return {
    deploy: (ground, layer) => deployLayer(ground, layer, run),
    wanted: run.wanted,
  };
}

function deployLayer(ground: Ground, layer: readonly ReadResult[], run: DeployRun): boolean {
  const { report, options } = run;
  const templates = layer.flatMap((result) => result.templates);
  const files = layer.flatMap((result) => result.parameterFiles);
  const { byTemplate, unused } = pairParameters(templates, files);
  const library = createLibrary([...templates, ...files, ...(options.linked ?? [])]);
  const linked = linkedOnes(ground, templates, { run, library });
  const roots = templates.filter((template) => !linked.has(template));
  const named = readNamed(options.parameters ?? [], report);
  for (const template of roots) {
    const file = byTemplate.get(template);
    const paired = file === undefined ? [] : readFile(file, report);
    const own = ownParameters(named, template, run.strangers);
    const parameters: Given = new Map([...paired, ...own]);
    deployOne(ground, { template, parameters, library }, run);
  }
  for (const file of unused) if (!linked.has(file)) reportUnused(file, report);
  return roots.length > 0;
}

/** Files that templates may link to, by path. */
type Library = ReadonlyMap<string, FileObject>;

function createLibrary(files: readonly FileObject[]): Library {
  return new Map(files.map((file) => [pathKey(file.file), file]));
}

interface Job {
  readonly template: FileObject;
  readonly parameters: Given;
  readonly library: Library;
}

function deployOne(ground: Ground, job: Job, run: DeployRun): void {
  const target = findTarget(job.template, run.options, { existing: ground, report: run.report });
  const used = new Set<FileObject>();
  let deployed = evaluate(job, { ground, target, run, used });
  let removed: ReadonlySet<string> = new Set();
  // Azure knows no complete deployment to anything else.
  if (run.isComplete && target.scope.kind === "resourceGroup") {
    removeNamed(ground, deployed.resources);
    deployed = evaluate(job, { ground, target, run, used });
    removed = removeOthers(ground, deployed, target.scope);
  }
  for (const resource of deployed.resources) ground.set(resource.id.key, resource);
  for (const key of deployed.removed) ground.delete(key);
  settleRemoval(ground, removed);
  for (const diagnostic of deployed.diagnostics) run.report(diagnostic);
  const { file } = job.template;
  const assigned: readonly AssignedAddress[] = deployed.assigned;
  reportAssigned(assigned, { resource: "", pointer: "", file, filePointer: "" }, run.report);
  for (const path of deployed.wanted) {
    if (!path.includes("://")) run.wanted.push({ template: file, path: pathBeside(file, path) });
  }
}

interface Around {
  readonly ground: Ground;
  readonly target: Target;
  readonly run: DeployRun;
  /** Files that the template links to; grows. */
  readonly used: Set<FileObject>;
}

function evaluate({ template, parameters, library }: Job, around: Around): Deployed {
  const { ground, target, run, used } = around;
  return deploy({
    template,
    ...target,
    parameters,
    assumesDefaults: run.options.assumesDefaults === true,
    existing: ground.values(),
    linked: (path) => {
      if (path.includes("://")) return undefined;
      const file = library.get(pathKey(pathBeside(template.file, path)));
      if (file === undefined || file === template) return undefined;
      used.add(file);
      return file;
    },
  });
}

/**
 * The files that templates of a layer link to. Links may be put together by expressions, so the
 * templates that have some are evaluated to know.
 */
function linkedOnes(
  ground: Ground,
  templates: readonly FileObject[],
  { run, library }: { readonly run: DeployRun; readonly library: Library },
): ReadonlySet<FileObject> {
  const used = new Set<FileObject>();
  if (templates.length < 2) return used;
  const silent: DeployRun = { ...run, report: () => undefined, wanted: [] };
  const named = readNamed(run.options.parameters ?? [], silent.report);
  for (const template of templates.filter(({ value }) => hasLink(value))) {
    const target = findTarget(template, run.options, { existing: ground, report: silent.report });
    const job = { template, parameters: named, library };
    evaluate(job, {
      ground,
      target,
      run: { ...silent, options: { ...run.options, assumesDefaults: true } },
      used,
    });
  }
  return used;
}

function hasLink(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasLink);
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(
    ([name, inner]) => /^(template|parameters)link$/i.test(name) || hasLink(inner),
  );
}

/** Takes away what else the resource group holds, and tells it; facts are nobody's resources. */
function removeOthers(
  ground: Ground,
  { resources }: Deployed,
  scope: { readonly subscription: string; readonly resourceGroup: string },
): ReadonlySet<string> {
  const kept = new Set(resources.flatMap((one) => [one.id.key, ...childKeys(one)]));
  const group = `/subscriptions/${scope.subscription}/resourceGroups/${scope.resourceGroup}/`;
  const removed = new Set<string>();
  for (const [key, { typeKey }] of [...ground]) {
    if (!key.startsWith(group.toLowerCase()) || kept.has(key) || isFactType(typeKey)) continue;
    ground.delete(key);
    removed.add(key);
  }
  return removed;
}

function reportUnused({ file, filePointer }: FileObject, report: Report): void {
  const place = { resource: "", pointer: "", file, filePointer };
  report(createDiagnostic("parameters-unused", place, { file }));
}
