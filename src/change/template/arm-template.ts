import type { ArmId, JsonObject } from "../../arm/index.ts";
import { areNeighbors, subscriptionOf } from "../id.ts";
import { resourcesVersion } from "./api-version.ts";
import type { Deployed, Run } from "./deployment.ts";
import type { Remarks } from "./remarks.ts";
import { createParameters, type Parameters, type Tree, toTree } from "./tree.ts";

/**
 * Formats runs as a template for an incremental deployment. What lies in one resource group stands
 * in it by itself; several are templates inside it, one after the other.
 */
export function formatArmTemplate(runs: readonly Run[], remarks: Remarks): string {
  const parameters = createParameters();
  const [first] = runs;
  const resources =
    runs.length === 1 && first !== undefined
      ? first.resources.map((resource) => toJson(resource, first, parameters))
      : runs.map((run, index) => nest(run, index, parameters));
  const template = {
    ...head,
    metadata: metadataOf(remarks),
    ...parameterSection(parameters, (source) => `What is not known before: ${source}`),
    resources,
  };
  return JSON.stringify(template, undefined, 2);
}

const head = {
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
};

function metadataOf({ changes, deploy, notes, commands }: Remarks): JsonObject {
  return {
    changes,
    ...(deploy.length === 0 ? {} : { deploy: deploy.join(" ") }),
    ...(notes.length === 0 ? {} : { notes }),
    ...(commands.length === 0 ? {} : { commandsThatNoTemplateReplaces: commands }),
  };
}

function parameterSection(
  parameters: Parameters,
  describe: (source: string) => string,
): JsonObject {
  const list = parameters.list();
  if (list.length === 0) return {};
  const entries = list.map(({ name, isList, source }) => [
    name,
    { type: isList ? "array" : "string", metadata: { description: describe(source) } },
  ]);
  return { parameters: Object.fromEntries(entries) };
}

function toJson(resource: Deployed, { scope }: Run, parameters: Parameters): JsonObject {
  const { id, apiVersion, outer, properties, refersTo, follows } = resource;
  const first = [...refersTo, ...follows];
  const written = (value: unknown) => write(toTree(value, parameters), scope);
  return {
    type: id.type,
    apiVersion,
    name: escapeText(id.names.join("/")),
    ...(first.length === 0 ? {} : { dependsOn: first.map(expression) }),
    ...Object.fromEntries(Object.entries(outer).map(([name, value]) => [name, written(value)])),
    properties: written(properties),
  };
}

function nest(run: Run, index: number, parameters: Parameters): JsonObject {
  const { resourceGroup } = run.scope;
  const subscription = subscriptionOf(run.scope);
  const inner = createParameters();
  const resources = run.resources.map((resource) => toJson(resource, run, inner));
  const passed = inner.list().map(({ name, isList, source }) => {
    return [name, { value: `[parameters('${parameters.nameOf(source, isList)}')]` }];
  });
  const given = passed.length === 0 ? {} : { parameters: Object.fromEntries(passed) };
  return {
    type: "Microsoft.Resources/deployments",
    apiVersion: resourcesVersion,
    name: nameOfRun(index),
    ...(subscription === undefined ? {} : { subscriptionId: subscription }),
    resourceGroup: escapeText(resourceGroup ?? ""),
    ...(index === 0 ? {} : { dependsOn: [nameOfRun(index - 1)] }),
    properties: {
      mode: "Incremental",
      expressionEvaluationOptions: { scope: "inner" },
      ...given,
      template: { ...head, ...parameterSection(inner, (source) => source), resources },
    },
  };
}

function nameOfRun(index: number): string {
  return `trueroute-fix-${index + 1}`;
}

function write(tree: Tree, scope: ArmId): unknown {
  switch (tree.kind) {
    case "plain":
      return tree.value;
    case "text":
      return escapeText(tree.text);
    case "id":
      return areNeighbors(tree.id, scope) ? expression(tree.id) : tree.id.text;
    case "parameter":
      return `[parameters('${tree.name}')]`;
    case "list":
      return tree.items.map((item) => write(item, scope));
    case "object":
      return Object.fromEntries(tree.entries.map(([name, inner]) => [name, write(inner, scope)]));
  }
}

/** The id of a resource of the same resource group, as templates compute it. */
function expression({ type, names }: ArmId): string {
  const parts = [type, ...names].map((part) => `'${part.replaceAll("'", "''")}'`);
  return `[resourceId(${parts.join(", ")})]`;
}

// A text that begins with a bracket would be taken for an expression.
function escapeText(text: string): string {
  return text.startsWith("[") ? `[${text}` : text;
}
