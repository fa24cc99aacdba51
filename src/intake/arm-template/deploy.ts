import type { Resource } from "../../arm/index.ts";
import { findClashing } from "../../provision/index.ts";
import type { Deployed, DeployedNode, Deployment } from "./deployment.ts";
import { createEnvironment } from "./environment.ts";
import { Exhausted } from "./exhausted.ts";
import { createNodeTable, type Frame, type Node, type Run } from "./frame.ts";
import { artifactsUri, uriOfPath } from "./link/uri.ts";
import { evaluateOutputs, evaluateParameters } from "./output.ts";
import { describeTemplate, reportAt } from "./report.ts";
import { dependenciesOf } from "./resource/dependencies.ts";
import { makeAll } from "./resource/ensure.ts";
import { expandResources } from "./resource/expand.ts";
import { makeResource } from "./resource/make-resource.ts";
import { makeDeployment } from "./resource/nested.ts";
import { startRun } from "./run.ts";

/**
 * Evaluates a template as Azure Resource Manager does.
 *
 * Throws for no template: what cannot be evaluated is reported and left out. Diagnostics: all codes
 * that begin with `template-`, `property-invalid`, `resource-unidentified`, `resource-duplicate`.
 * Cost: linear in what the template makes; work beyond any template within Azure's limits ends
 * with `template-too-large`.
 */
export function deploy(deployment: Deployment): Deployed {
  // A control plane that is running gives addresses as it goes.
  if (deployment.plane !== undefined) return deployOnce(deployment, []).deployed;
  const repeatable = { ...deployment, existing: [...deployment.existing] };
  const { deployed, clashing } = deployOnce(repeatable, []);
  if (clashing.length === 0) return deployed;
  // Azure refuses a static address that somebody has. A template that is in use was deployed, so
  // whoever was given that address here has another one there.
  const again = deployOnce(repeatable, clashing);
  return again.clashing.length === 0 ? again.deployed : deployed;
}

interface Attempt {
  readonly deployed: Deployed;
  /** Requests for addresses, when one of these was given away before. */
  readonly clashing: readonly Resource[];
}

function deployOnce(deployment: Deployment, planned: readonly Resource[]): Attempt {
  const { run, diagnostics } = startRun(deployment, planned, make);
  const root = deployRoot(deployment, run);
  const { removed, assigned } = run.provision;
  const resources = [...run.made.values()];
  const asked = [...run.asked.values()].map(({ resource }) => resource);
  return {
    deployed: {
      resources,
      removed,
      assigned,
      ...root,
      nested: run.nested,
      diagnostics,
      wanted: [...run.wanted],
    },
    clashing: findClashing(assigned, asked),
  };
}

type Root = Pick<Deployed, "outputs" | "parameters" | "nodes">;

const nothing: Root = { outputs: {}, parameters: {}, nodes: [] };

function deployRoot(deployment: Deployment, run: Run): Root {
  const { template, scope, location } = deployment;
  const { value, file, filePointer } = template;
  const fileName = file.split(/[/\\]/).at(-1) ?? "";
  const bare = {
    run,
    template: value,
    file,
    pointer: filePointer,
    uri: uriOfPath(fileName),
    chain: [`${file}#${filePointer}`],
    target: scope,
    loops: undefined,
    outer: undefined,
    own: undefined,
    nodes: createNodeTable(),
  };
  try {
    const environment = createEnvironment(bare, {
      // az calls a deployment like the file of its template.
      name: fileName.replace(/\.[^.]*$/, ""),
      scope,
      location,
      given: deployment.parameters,
      isLinked: true,
      artifacts: artifactsUri,
    });
    if (environment === undefined) return nothing;
    return deployFrame({ ...bare, environment });
  } catch (error) {
    if (!(error instanceof Exhausted)) throw error;
    reportAt(bare, filePointer, "template-too-large", { template: describeTemplate(bare) });
    return nothing;
  }
}

function deployFrame(frame: Frame): Root {
  expandResources(frame);
  makeAll(frame.run, frame.nodes.all);
  const nodes = frame.nodes.all.filter(({ kind }) => kind === "resource" || kind === "deployment");
  const isFailed = nodes.some((node) => node.isFailed);
  return {
    outputs: isFailed ? {} : evaluateOutputs(frame),
    parameters: frame.run.root.plane === undefined ? {} : evaluateParameters(frame),
    nodes: nodes.map(describeDeployed),
  };
}

function describeDeployed(node: Node): DeployedNode {
  const { id, type, names, isFailed = false } = node;
  const dependsOn = [...dependenciesOf(node).hard].map((one) => one.id);
  return { id, type, name: names.join("/"), dependsOn, isFailed };
}

function make(node: Node): void {
  if (node.kind === "deployment") makeDeployment(node);
  else makeResource(node);
}
