import { idMaker, isUnknown } from "../../../arm/index.ts";
import { attributeOf, nameOf } from "./fields.ts";
import type { Attributes, Defaults } from "./mapping.ts";

/** Tells a resource's id from its attributes; `undefined` when they do not tell it. */
export type Identity = (attributes: Attributes, defaults: Defaults) => string | undefined;

/**
 * The id of a resource in the group `resource_group_name`, with one attribute for each name that
 * its type has: `inGroup("Microsoft.Network/routeTables/routes", "route_table_name", "name")`.
 *
 * A name that is unknown becomes its placeholder, so that whoever refers to it still meets it.
 */
export function inGroup(type: string, ...names: readonly string[]): Identity {
  const attributes = names.length === 0 ? ["name"] : names;
  const make = idMaker(type);
  return (values, { subscription }) => {
    const group = nameOf(values, "resource_group_name");
    const parts = attributes.map((attribute) => nameOf(values, attribute) ?? "");
    // A name with a slash is a path, and a missing one is none.
    if (group === undefined || parts.some((part) => part === "" || part.includes("/")))
      return undefined;
    return make(parts, `/subscriptions/${subscription}/resourceGroups/${group}`);
  };
}

/** The id of a child whose parent's id is an attribute: `below("route_table_id", "routes")`. */
export function below(
  parent: string,
  segment: string,
  name: string = "name",
): (attributes: Attributes) => string | undefined {
  const parentOf = idFrom(parent);
  return (attributes) => {
    const id = parentOf(attributes);
    const last = nameOf(attributes, name);
    return id === undefined || last === undefined ? undefined : `${id}/${segment}/${last}`;
  };
}

/** The first identity that the attributes tell: versions name the parent differently. */
export function firstIdentity(...identities: readonly Identity[]): Identity {
  return (attributes, defaults) => {
    for (const identity of identities) {
      const id = identity(attributes, defaults);
      if (id !== undefined) return id;
    }
    return undefined;
  };
}

/** The id that an attribute holds, without a slash at its end. */
export function idFrom(attribute: string): (attributes: Attributes) => string | undefined {
  return (attributes) => {
    const value = attributeOf(attributes, attribute);
    return typeof value === "string" && value.startsWith("/")
      ? value.replace(/\/$/, "")
      : undefined;
  };
}

/**
 * The id of a child as a value, for attributes that hold only its name; while the parent's id is
 * unknown, so is this.
 */
export function idBelow(
  parent: string,
  segment: string,
  name: string,
): (attributes: Attributes) => unknown {
  const identity = below(parent, segment, name);
  return (attributes) => {
    const id = attributeOf(attributes, parent);
    return isUnknown(id) ? id : identity(attributes);
  };
}
