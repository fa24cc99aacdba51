// What a resource of the provider becomes, and what the decoders say of it.
import { expect } from "vitest";
import { type JsonObject, parseArmId } from "../src/arm/index.ts";
import { additionOf, mappingOf } from "../src/intake/terraform/mapping/index.ts";
import { createResource, decode } from "./map-terraform.ts";

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
  return parseArmId(id ?? "") === undefined ? [] : decode(createResource({ ...body, id })).said;
}
