// What a resource of the provider becomes, and what the decoders say of it.
import { expect } from "vitest";
import {
  decoders,
  type JsonObject,
  type Kind,
  parseArmId,
  type Resource,
  typeKeys,
} from "../src/arm/index.ts";
import type { Diagnostic } from "../src/diagnostic/index.ts";
import { additionOf, mappingOf } from "../src/intake/terraform/mapping/index.ts";

/** Subscription of resources that do not name theirs. */
export const subscription = "00000000-0000-0000-0000-000000000001";

/** Start of the ids of resources of Microsoft.Network in the group `g`. */
export const inNetwork: string = `/subscriptions/${subscription}/resourceGroups/g/providers/Microsoft.Network`;

interface Mapped {
  readonly id: string | undefined;
  readonly body: JsonObject;
}

/** Maps one resource; what it adds where it is an addition, with the id of its target. */
export function mapped(terraform: string, attributes: JsonObject, target: JsonObject = {}): Mapped {
  const mapping = mappingOf(terraform);
  if (mapping !== undefined) {
    return { id: mapping.id(attributes, { subscription }), body: mapping.body(attributes) };
  }
  const addition = additionOf(terraform);
  expect(addition, terraform).toBeDefined();
  return {
    id: addition?.target(attributes, { subscription }),
    body: addition?.body(attributes, target) ?? {},
  };
}

/** What the decoder of its type says of a mapped resource: codes with pointers. */
export function complaintsAbout({ id, body }: Mapped): readonly string[] {
  const parsed = parseArmId(id ?? "");
  const kind = kinds.find((key) => typeKeys[key] === parsed?.type.toLowerCase());
  if (parsed === undefined || kind === undefined) return [];
  const said: Diagnostic[] = [];
  const place = { resource: parsed.text, pointer: "", file: "", filePointer: "" };
  const resource: Resource = { id: parsed, typeKey: typeKeys[kind], body, place };
  decoders[kind](resource, (diagnostic) => said.push(diagnostic));
  return said.map(({ code, place: at }) => `${code} ${at.pointer}`);
}

const kinds = Object.keys(typeKeys) as readonly Kind[];
