import { createUnknown, isJsonObject, type JsonObject } from "../../../arm/index.ts";
import { createDiagnostic, type Diagnostic, formatPointer } from "../../../diagnostic/index.ts";
import { describeKind } from "../../field.ts";
import type { FileObject } from "../../reading.ts";
import type { GivenParameter } from "../deployment.ts";
import { memberAt, memberName, memberOf } from "../member.ts";
import { isValue } from "../value.ts";

/** What a parameters file gives. */
export interface ReadParameters {
  /** By name in lower case. */
  readonly parameters: ReadonlyMap<string, GivenParameter>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the parameters of a deployment: `{ "parameters": { "x": { "value": 1 } } }`, with or
 * without the object around them.
 *
 * A reference to a Key Vault gives an unknown value. Diagnostic: `property-invalid` for a parameter
 * that has neither a value nor a reference.
 */
export function readParameters(file: FileObject): ReadParameters {
  const parameters = new Map<string, GivenParameter>();
  const diagnostics: Diagnostic[] = [];
  const outer = memberName(file.value, "parameters");
  const inner = outer === undefined ? undefined : file.value[outer];
  const [holder, pointer] =
    outer !== undefined && isJsonObject(inner)
      ? [inner, file.filePointer + formatPointer([outer])]
      : [file.value, file.filePointer];
  for (const [name, written] of Object.entries(holder)) {
    // Beside the parameters of a file without an outer object there may be its schema.
    if (holder === file.value && !isJsonObject(written)) continue;
    const filePointer = pointer + formatPointer([name]);
    const place = { resource: "", pointer: "", file: file.file, filePointer };
    const value = isJsonObject(written) ? writtenValue(written) : undefined;
    if (isValue(value)) {
      parameters.set(name.toLowerCase(), { name, value, place });
    } else {
      const property = `parameter ${name}`;
      const expected = 'an object such as { "value": ... }';
      const found = isJsonObject(written) ? "an object without a value" : describeKind(written);
      diagnostics.push(createDiagnostic("property-invalid", place, { property, expected, found }));
    }
  }
  return { parameters, diagnostics };
}

function writtenValue(written: JsonObject): unknown {
  const name = memberName(written, "value");
  if (name !== undefined) return written[name];
  const reference = memberOf(written, "reference");
  return isJsonObject(reference) ? createUnknown(secretSource(reference)) : undefined;
}

/** Names a secret that a Key Vault holds, in the words of a parameters file. */
export function secretSource(reference: JsonObject): string {
  const secret = memberOf(reference, "secretName");
  const vault = memberAt(reference, "keyVault", "id");
  const vaultName = typeof vault === "string" ? vault.split("/").at(-1) : undefined;
  const name = typeof secret === "string" ? `'${secret}'` : "";
  return `secret ${name} of Key Vault ${vaultName ?? ""}`.replaceAll(/ {2,}/g, " ").trimEnd();
}
