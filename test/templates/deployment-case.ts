// Cases of templates: a file says how a template is deployed, and what lies around it.
import { isJsonObject, type JsonObject, parseArmId, type Resource } from "../../src/arm/index.ts";
import {
  type Deployed,
  type DeploymentScope,
  deploy,
  type GivenParameter,
  parseParameterText,
  readParameters,
} from "../../src/intake/arm-template/index.ts";
import { readDocument } from "../../src/intake/index.ts";

/** One deployment as a file of test/templates/cases has it. */
export interface DeploymentCase {
  readonly template: JsonObject;
  readonly scope?: DeploymentScope;
  readonly location?: string;
  /** As texts of a command line. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly parameterFile?: JsonObject;
  readonly assumesDefaults?: boolean;
  readonly existing?: readonly JsonObject[];
  /** By path beside the template. */
  readonly linked?: Readonly<Record<string, JsonObject>>;
}

/** Reads a case; it is ours, so that it is trusted. */
export function readDeploymentCase(text: string): DeploymentCase {
  const document = readDocument({ file: "case.jsonc", text });
  if (document.kind === "invalid") throw new TypeError(document.problem);
  return document.value as DeploymentCase;
}

const defaultScope: DeploymentScope = {
  kind: "resourceGroup",
  subscription: "11111111-1111-1111-1111-111111111111",
  resourceGroup: "rg",
};

/** Deploys a case, as `main.json`. */
export function deployCase(one: DeploymentCase): Deployed {
  const given = new Map<string, GivenParameter>();
  const file = { file: "main.parameters.json", filePointer: "", value: one.parameterFile ?? {} };
  for (const [name, value] of readParameters(file).parameters) given.set(name, value);
  for (const [name, value] of Object.entries(one.parameters ?? {})) {
    const place = { resource: "", pointer: "", file: "--parameters", filePointer: "" };
    const parameter = parseParameterText(`${name}=${value}`, place);
    if (parameter !== undefined) given.set(name.toLowerCase(), parameter);
  }
  return deploy({
    template: { file: "main.json", filePointer: "", value: one.template },
    scope: one.scope ?? defaultScope,
    location: one.location,
    parameters: given,
    assumesDefaults: one.assumesDefaults ?? false,
    existing: (one.existing ?? []).map(resourceOf),
    linked: (path) => {
      const value = one.linked?.[path];
      return value === undefined ? undefined : { file: path, filePointer: "", value };
    },
  });
}

function resourceOf(body: JsonObject): Resource {
  const text = body["id"];
  const id = typeof text === "string" && isJsonObject(body) ? parseArmId(text) : undefined;
  if (id === undefined) throw new TypeError("an existing resource needs an id");
  const place = { resource: id.text, pointer: "", file: "existing.json", filePointer: "" };
  return { id, typeKey: id.type.toLowerCase(), body, place };
}
