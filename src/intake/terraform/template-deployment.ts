import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { parseStrictly } from "../text/strict-json.ts";
import { at, textAt } from "./json.ts";
import type { Attributes } from "./mapping/index.ts";

const types: ReadonlySet<string> = new Set([
  "azurerm_resource_group_template_deployment",
  "azurerm_template_deployment",
]);

/** Whether resources of a type deploy a template that is one of their attributes. */
export function isDeployment(type: string): boolean {
  return types.has(type);
}

/**
 * The template of a deployment, wrapped in one that deploys it to its resource group with its
 * parameters; `undefined` when the plan does not know its text or group.
 */
export function wrapDeployment(
  attributes: Attributes,
  subscription: string,
): JsonObject | undefined {
  const template = parseObject(attributes, "template_content", "template_body");
  const resourceGroup = textAt(attributes, "resource_group_name");
  if (template === undefined || resourceGroup === undefined) return undefined;
  const given = parseObject(attributes, "parameters_content", "parameters_body") ?? {};
  const plain = at(attributes, "parameters");
  const values = isJsonObject(plain)
    ? Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, { value }]))
    : {};
  const deployment = {
    type: "Microsoft.Resources/deployments",
    apiVersion: "2022-09-01",
    name: textAt(attributes, "name") ?? "deployment",
    subscriptionId: subscription,
    resourceGroup,
    properties: {
      mode: textAt(attributes, "deployment_mode") ?? "Incremental",
      expressionEvaluationOptions: { scope: "inner" },
      template,
      parameters: { ...values, ...given },
    },
  };
  return {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources: [deployment],
  };
}

function parseObject(attributes: Attributes, ...names: readonly string[]): JsonObject | undefined {
  for (const name of names) {
    const text = textAt(attributes, name);
    const value = text === undefined ? undefined : parseStrictly(text);
    if (isJsonObject(value)) return value;
  }
  return undefined;
}
