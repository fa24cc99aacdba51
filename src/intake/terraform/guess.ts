import type { JsonObject } from "../../arm/index.ts";
import type { Estate, Instance } from "./estate.ts";
import { listAt, textAt } from "./json.ts";
import { families } from "./mapping/index.ts";
import type { Step } from "./traversal.ts";
import { isOfStem, kindOf, type Want } from "./want.ts";

/** An attribute of an instance that may be meant. */
export interface Guess {
  readonly instance: Instance;
  readonly path: readonly Step[];
}

/** Finds what an attribute can only mean where the plan does not show what it was set to. */
export interface Guesser {
  /**
   * For an id or name: instances of the type that the attribute's name asks for, whose own was
   * unknown too, in the same module, else anywhere; one with the same key comes alone. For an
   * address: those that the plan lists as read by something.
   */
  readonly guess: (instance: Instance, want: Want) => readonly Guess[];
  /** Whether any type is called so. */
  readonly isKnownStem: (stem: string) => boolean;
}

// More can be meant than a person could tell apart.
const most = 100;

/** Indexes the instances by type. Cost: linear once, and then once for each name and module. */
export function createGuesser(plan: JsonObject, { instances }: Estate): Guesser {
  const types = once(() => allTypes(instances));
  const managed = instances.filter(({ mode }) => mode === "managed");
  const byType = once(() =>
    groupBy(managed, (instance) => typeKey(placeOf(instance), instance.type)),
  );
  const anywhere = once(() => groupBy(managed, ({ type }) => typeKey("*", type)));
  const relevant = once(() => readRelevant(plan));
  const addresses = once(() => findAddresses(relevant(), managed));

  const typesOfStem = remember((stem) => [...types()].filter((type) => isOfStem(type, stem)));
  const withUnknown = remember((key) => {
    const [place = "", attribute = "", stem = ""] = key.split(" ");
    const lists = place === "*" ? anywhere() : byType();
    const found = typesOfStem(stem)
      .flatMap((type) => lists.get(typeKey(place, type)) ?? [])
      .filter(({ values }) => typeof values[attribute] !== "string");
    const read = found.filter((one) => relevant().has(`${blockOf(one)} ${attribute}`));
    return (read.length > 0 ? read : found).slice(0, most);
  });

  const guess = (instance: Instance, { attribute, kind, stem }: Want): readonly Guess[] => {
    if (kind === "address") return attribute.startsWith("next_hop") ? addresses() : [];
    if (stem === "" || (kind !== "id" && kind !== "name")) return [];
    const here = withUnknown(`${placeOf(instance)} ${kind} ${stem}`);
    const found = here.length > 0 ? here : withUnknown(`* ${kind} ${stem}`);
    const others = found.filter((other) => other !== instance);
    const same = others.filter(({ key }) => key !== undefined && key === instance.key);
    return (same.length === 1 ? same : others).map((one) => ({
      instance: one,
      path: [{ name: kind }],
    }));
  };

  return { guess, isKnownStem: (stem) => stem !== "" && typesOfStem(stem).length > 0 };
}

// What the resources of the plan read of each other, through locals and outputs, too:
// `module.hub.azurerm_firewall.this ip_configuration.private_ip_address`, keys left out.
function readRelevant(plan: JsonObject): ReadonlyMap<string, readonly Step[]> {
  return new Map(
    listAt(plan, "relevant_attributes").flatMap((entry) => {
      const steps = listAt(entry, "attribute").flatMap((step): readonly Step[] => {
        if (typeof step === "string") return [{ name: step }];
        return typeof step === "number" ? [{ key: step }] : [];
      });
      const names = steps.flatMap((step) => ("name" in step ? [step.name] : []));
      const block = withoutKeys(textAt(entry, "resource") ?? "");
      return [[`${block} ${names.join(".")}`, steps] as const];
    }),
  );
}

function findAddresses(
  relevant: ReadonlyMap<string, readonly Step[]>,
  managed: readonly Instance[],
): readonly Guess[] {
  const paths = new Map<string, (readonly Step[])[]>();
  for (const [key, steps] of relevant) {
    const block = key.slice(0, key.lastIndexOf(" "));
    // Nothing hands packets on at an address of its own resource: those are private ones.
    if (kindOf(key) !== "address" || /(^|\.)azurerm_public_ip\./.test(block)) continue;
    paths.set(block, [...(paths.get(block) ?? []), steps]);
  }
  if (paths.size === 0) return [];
  return managed
    .flatMap((instance) => (paths.get(blockOf(instance)) ?? []).map((path) => ({ instance, path })))
    .slice(0, most);
}

function blockOf(instance: Instance): string {
  const { address } = instance.module;
  const prefix = address === "" ? "" : `${withoutKeys(address)}.`;
  return prefix + instance.resource;
}

function withoutKeys(address: string): string {
  return address.replaceAll(/\[("(?:[^"\\]|\\.)*"|\d+)\]/g, "");
}

function typeKey(place: string, type: string): string {
  return `${place} ${type}`;
}

// A key of a module may hold spaces, which separate the parts of our keys.
function placeOf({ module }: Instance): string {
  return module.address.replaceAll(" ", "_");
}

function groupBy<T>(
  list: readonly T[],
  keyOf: (element: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const element of list) {
    const group = groups.get(keyOf(element));
    if (group === undefined) groups.set(keyOf(element), [element]);
    else group.push(element);
  }
  return groups;
}

// Most plans need no guess, and no index for one.
function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

function allTypes(instances: readonly Instance[]): ReadonlySet<string> {
  const types = new Set<string>();
  for (const { mappings, additions } of families) {
    for (const { terraform } of [...mappings, ...additions]) types.add(terraform);
  }
  for (const { type } of instances) if (type.startsWith("azurerm_")) types.add(type);
  return types;
}

function remember<T>(compute: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}
