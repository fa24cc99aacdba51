import type { JsonObject } from "../../arm/index.ts";
import { at, textAt } from "./json.ts";

/** A JSON object that Terraform wrote. */
export type Form =
  /** A plan or state as `terraform show -json` writes it. */
  | { readonly kind: "plan" | "state" }
  /** A state as it is stored, version 4. */
  | { readonly kind: "rawState" }
  | ForeignForm;

/** Something of Terraform's that holds no values we can read, and how to get what does. */
export interface ForeignForm {
  readonly kind: "foreign";
  /** Continues "FILE is". */
  readonly what: string;
  readonly remedy: string;
}

const showPlan = "Run terraform show -json PLAN > plan.json, and give that file.";
const showState = "Run terraform show -json > state.json, and give that file.";

/** Whether an object is something that Terraform wrote. */
export function isTerraform(object: JsonObject): boolean {
  return formOf(object) !== undefined;
}

/** Tells what of Terraform's, or of OpenTofu's, an object is; `undefined` when it is none of that. */
export function formOf(object: JsonObject): Form | undefined {
  if (textAt(object, "format_version") !== undefined) return shownForm(object);
  if (at(object, "encrypted_data") !== undefined && at(object, "lineage") !== undefined) {
    return { kind: "foreign", what: "an encrypted state of OpenTofu", remedy: showState };
  }
  if (textAt(object, "@level") !== undefined && textAt(object, "@message") !== undefined) {
    return eventStream;
  }
  const version = at(object, "version");
  if (typeof version !== "number" || textAt(object, "terraform_version") === undefined) {
    return isBareState(object) ? { kind: "rawState" } : undefined;
  }
  if (version === 4) return { kind: "rawState" };
  const what = `a Terraform state of version ${version}`;
  return { kind: "foreign", what, remedy: `${showState} Terraform 0.12 and later can.` };
}

/** Tells what of Terraform's a text is that is no JSON; `undefined` when it is none of that. */
export function foreignTerraformText(text: string): ForeignForm | undefined {
  const start = text.slice(0, startLength);
  if (start.startsWith("PK\u0003\u0004")) {
    return { kind: "foreign", what: "a plan in Terraform's own form, or a zip", remedy: showPlan };
  }
  if (/^\s*\{"@level":/.test(start)) return eventStream;
  if (planWords.test(start)) {
    return { kind: "foreign", what: "a plan as Terraform prints it for people", remedy: showPlan };
  }
  if (
    /^\s*# (module\.\S+\.)?(data\.)?\w+\.\S+:\s*(\(tainted\))?\s*\n\s*(resource|data) "/.test(start)
  ) {
    return {
      kind: "foreign",
      what: "a state as Terraform prints it for people",
      remedy: showState,
    };
  }
  return undefined;
}

const startLength = 4096;
const planWords =
  /(Terraform|OpenTofu) (used the selected providers|will perform the following actions)|An execution plan has been generated|\n\s*# \S+ (will be|must be) (created|destroyed|replaced|updated in-place|read during apply)/;

const eventStream: ForeignForm = {
  kind: "foreign",
  what: "a stream of Terraform's events, not a plan",
  remedy:
    "Run terraform plan -out=PLAN, then terraform show -json PLAN > plan.json, and give that file.",
};

function shownForm(object: JsonObject): Form {
  const has = (name: string): boolean => Object.hasOwn(object, name);
  if (["planned_values", "resource_changes", "configuration"].some(has)) return { kind: "plan" };
  if (has("values")) return { kind: "state" };
  const others = ["provider_schemas", "valid", "checks", "provider_selections"];
  // A state that holds nothing has nothing but its version.
  if (!others.some(has)) return { kind: "state" };
  return {
    kind: "foreign",
    what: "an output of Terraform that holds no resources",
    remedy: showPlan,
  };
}

// Some tools leave the version of Terraform out.
function isBareState(object: JsonObject): boolean {
  return at(object, "version") === 4 && textAt(object, "lineage") !== undefined;
}
