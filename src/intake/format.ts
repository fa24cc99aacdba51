import type { JsonObject } from "../arm/index.ts";

/**
 * Names the format of an object that holds a network in another form than resources; `undefined`
 * when it is none.
 */
export function foreignFormat(object: JsonObject): string | undefined {
  return deploymentFormat(object);
}

/**
 * Names the language of a file that is neither JSON nor YAML by its ending; `undefined` when the
 * ending tells nothing.
 */
export function foreignText(file: string): string | undefined {
  if (/\.bicep(param)?$/i.test(file)) return "a Bicep file";
  if (/\.(tf|tfvars|hcl)$/i.test(file)) return "a Terraform configuration";
  return undefined;
}

function deploymentFormat(object: JsonObject): string | undefined {
  const schema = object["$schema"];
  const named = typeof schema === "string" ? schema : "";
  const hasVersion = typeof object["contentVersion"] === "string";
  if (/deploymentParameters\.json/i.test(named)) return "a parameters file of ARM deployments";
  if (/deploymentTemplate\.json/i.test(named)) return "an ARM deployment template";
  if (hasVersion && "resources" in object) return "an ARM deployment template";
  if (hasVersion && "parameters" in object) return "a parameters file of ARM deployments";
  return undefined;
}
