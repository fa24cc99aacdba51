import { isJsonObject } from "../../arm/index.ts";
import type { TextSource } from "../reading.ts";
import { parseText } from "../text/parse.ts";
import { parsePointer } from "../text/pointer.ts";
import { blockAddress } from "./block.ts";
import { at, textAt } from "./json.ts";
import { keyOf } from "./plan.ts";
import { addressIn } from "./state.ts";

/**
 * Tells what Terraform calls the resources of a plan or state: the address of the instance that
 * stands at a JSON pointer of the text, as places of resources have it; `undefined` for pointers to
 * anything else. Cost: one parse of the text, at the first question.
 */
export function terraformAddresses(
  source: TextSource,
): (filePointer: string) => string | undefined {
  let document: { readonly value: unknown } | undefined;
  return (filePointer) => {
    document ??= { value: readDocument(source) };
    return addressAt(document.value, parsePointer(filePointer));
  };
}

function readDocument({ file, text }: TextSource): unknown {
  // Terraform writes no YAML, and reading it would take another reader.
  if (/\.ya?ml$/i.test(file)) return undefined;
  const parsed = parseText(file, text);
  return parsed.kind === "documents" ? parsed.values[0] : undefined;
}

function addressAt(document: unknown, steps: readonly string[]): string | undefined {
  const entry = valueAt(document, steps);
  const shown = textAt(entry, "address");
  if (shown !== undefined) return shown;
  // In a raw state an instance stands inside its block.
  const block = valueAt(document, steps.slice(0, -2));
  const [type, name] = [textAt(block, "type"), textAt(block, "name")];
  if (steps.at(-2) !== "instances" || entry === undefined) return undefined;
  if (type === undefined || name === undefined) return undefined;
  const mode = textAt(block, "mode") === "data" ? "data" : "managed";
  const module = textAt(block, "module") ?? "";
  return addressIn(module, blockAddress(mode, type, name), keyOf(at(entry, "index_key")));
}

function valueAt(document: unknown, steps: readonly string[]): unknown {
  let value = document;
  for (const step of steps) {
    if (Array.isArray(value)) value = value[Number(step)];
    else if (isJsonObject(value) && Object.hasOwn(value, step)) value = value[step];
    else return undefined;
  }
  return value;
}
