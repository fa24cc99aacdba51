import type { JsonObject } from "../arm/index.ts";

/** Tells a template and its parameters from everything else. */
export function deploymentForm(object: JsonObject): "template" | "parameters" | undefined {
  const schema = object["$schema"];
  const named = typeof schema === "string" ? schema : "";
  if (/deploymentParameters\.json/i.test(named)) return "parameters";
  if (/deploymentTemplate\.json/i.test(named)) return "template";
  if (typeof object["contentVersion"] !== "string") return undefined;
  if ("resources" in object) return "template";
  return "parameters" in object ? "parameters" : undefined;
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
