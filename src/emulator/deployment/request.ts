import { isJsonObject, type JsonObject, peekOwn } from "../../arm/index.ts";
import { invalidBody, locationRequired, type Refusal, refuse } from "../../provider/index.ts";
import type { Target } from "./target.ts";

/** What a client asks to be deployed. */
export interface DeploymentRequest {
  readonly mode: "Incremental" | "Complete";
  readonly template: JsonObject;
  /** As in the body: `{ "x": { "value": 1 } }`. */
  readonly parameters: JsonObject;
  /** Of the deployment; groups have their own. */
  readonly location: string | undefined;
  readonly tags: unknown;
}

/** Reads the body of a deployment. What it only links to is refused: nothing is fetched here. */
export function readDeployment(body: unknown, target: Target): DeploymentRequest | Refusal {
  const asked = isJsonObject(body) ? peekOwn(body, "properties") : undefined;
  if (!isJsonObject(body) || !isJsonObject(asked)) return invalidBody("there are no properties");
  const link = linkOf(asked);
  if (link !== undefined) return unreadLink(link);
  const template = peekOwn(asked, "template");
  if (!isJsonObject(template)) return invalidTemplate("the template is no JSON object");
  const mode = readMode(peekOwn(asked, "mode"));
  if (mode === undefined) return invalidBody("mode has to be Incremental or Complete");
  if (mode === "Complete" && target.scope.kind !== "resourceGroup") {
    return refuse(
      400,
      "InvalidDeployment",
      "Only deployments to a resource group can be Complete. Use the mode Incremental.",
    );
  }
  const location = peekOwn(body, "location");
  if (typeof location !== "string" && target.scope.kind !== "resourceGroup") {
    return locationRequired();
  }
  const parameters = peekOwn(asked, "parameters");
  return {
    mode,
    template,
    parameters: isJsonObject(parameters) ? parameters : {},
    location: typeof location === "string" ? location : undefined,
    tags: peekOwn(body, "tags"),
  };
}

function readMode(mode: unknown): DeploymentRequest["mode"] | undefined {
  if (mode === undefined || mode === null) return "Incremental";
  const text = String(mode).toLowerCase();
  if (text === "incremental") return "Incremental";
  return text === "complete" ? "Complete" : undefined;
}

function linkOf(asked: JsonObject): string | undefined {
  for (const name of ["templateLink", "parametersLink"]) {
    const link = peekOwn(asked, name);
    if (!isJsonObject(link)) continue;
    const to = peekOwn(link, "uri") ?? peekOwn(link, "id") ?? peekOwn(link, "relativePath");
    return typeof to === "string" ? to : name;
  }
  return undefined;
}

/** A link that leads out of the request. */
export function unreadLink(link: string): Refusal {
  return refuse(
    400,
    "InvalidContentLink",
    `Unable to download deployment content from '${link}': trueroute fetches nothing. Send the template ` +
      "and its parameters in the request, with nested templates in place of linked ones ('bicep build' " +
      "writes it so).",
  );
}

/** A template that cannot be deployed, with what is wrong about it. */
export function invalidTemplate(problem: string): Refusal {
  return refuse(400, "InvalidTemplate", `Deployment template validation failed: '${problem}'.`);
}
