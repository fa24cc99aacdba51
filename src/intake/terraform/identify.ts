import { type ArmId, parseArmId } from "../../arm/index.ts";
import { parseContainerId } from "../export/identity.ts";
import { azapiId, isAzapi } from "./azapi.ts";
import type { Instance } from "./estate.ts";
import { at } from "./json.ts";
import { type Attributes, additionOf, type Defaults } from "./mapping/index.ts";

/**
 * The id of an instance: the one that the provider knows, else made of its attributes; `undefined`
 * when they do not tell it.
 *
 * The provider calls some things by ids of its own, so that a known one counts for a resource of
 * ARM only where its type is right.
 */
export function identify(
  instance: Instance,
  attributes: Attributes,
  defaults: Defaults,
): string | undefined {
  const known = knownId(instance);
  if (isAzapi(instance.type)) return azapiId(attributes) ?? known;
  const { mapping } = instance;
  if (mapping === undefined) {
    return known ?? additionOf(instance.type)?.id?.(attributes, defaults);
  }
  const parsed = known === undefined ? undefined : parseId(known);
  if (parsed !== undefined && typeKeyOf(parsed.type) === typeKeyOf(mapping.type)) return known;
  return mapping.id(attributes, defaults) ?? (parsed === undefined ? undefined : known);
}

// A resource group's type is written with and without the subscription that it lies in.
function typeKeyOf(type: string): string {
  return type.toLowerCase().replace("/subscriptions/resourcegroups", "/resourcegroups");
}

/** Takes an id apart, that of a resource group too. */
export function parseId(text: string): ArmId | undefined {
  return parseArmId(text) ?? parseContainerId(text);
}

/** The id that the provider knows; `undefined` before the first apply. */
export function knownId({ values, sensitive }: Instance): string | undefined {
  const id = at(values, "id");
  return typeof id === "string" && id !== "" && at(sensitive, "id") !== true ? id : undefined;
}
