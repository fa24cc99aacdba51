import {
  embeddedChildren,
  findEmbeddedChild,
  findProperty,
  type JsonObject,
  type ListedChild,
  listedChildOf,
  listedChildrenOf,
  parseArmId,
  placeIn,
  type Resource,
} from "../../arm/index.ts";
import { formatPointer, type Place } from "../../diagnostic/index.ts";
import { keyOf, replaceAt, stepsOf, withParts } from "./body.ts";
import type { Estate } from "./estate.ts";

/**
 * The resource of an id: by itself, else inside its parent. A child that its parent only names is
 * there, and nothing is known of it.
 */
export function findResource(estate: Estate, id: string): Resource | undefined {
  const alone = estate.get(keyOf(id));
  return alone ?? findSeat(estate, id)?.child;
}

/** Edits the resource of an id in every form that it has; one that is nowhere stays so. */
export function editResource(
  estate: Estate,
  id: string,
  edit: (resource: Resource) => Resource,
): void {
  const alone = estate.get(keyOf(id));
  if (alone !== undefined) estate.set(edit(alone));
  const seat = findSeat(estate, id);
  // A child that is described elsewhere too is only named here, and stays so.
  if (seat === undefined || (alone !== undefined && seat.isBare)) return;
  estate.set(reseat(seat, edit(seat.child)));
}

/** The children of one kind, each once: those inside as written, then those that stand alone. */
export function childrenOf(
  estate: Estate,
  parentId: string,
  kind: ListedChild["kind"],
): readonly Resource[] {
  const parent = estate.get(keyOf(parentId));
  const rule = ruleOf(parent, kind);
  if (parent === undefined || rule === undefined) return [];
  const inside = insideOf(parent, rule);
  const typeKey = `${parent.typeKey}/${rule.segment}`.toLowerCase();
  const alone = estate.childrenAlone(parent.id.key, typeKey);
  const twins = new Map(alone.map((child) => [child.id.key, child]));
  const chosen = inside.map(({ resource }) => twins.get(resource.id.key) ?? resource);
  const keys = new Set(chosen.map(({ id }) => id.key));
  return [...chosen, ...alone.filter(({ id }) => !keys.has(id.key))];
}

/**
 * Adds a child that is not there yet: inside its parent, as an export has it, or by itself where
 * its siblings stand so or nobody knows them.
 */
export function addChild(estate: Estate, child: Resource): void {
  const rule = listedChildOf(child.typeKey);
  const parent = estate.get(keyOf(child.id.parent ?? ""));
  if (rule === undefined || parent === undefined || !keepsInside(estate, parent, rule, child)) {
    estate.set(child);
    return;
  }
  const steps = stepsOf(parent.body, rule.property);
  const list = insideList(parent, rule);
  const element = { ...child.body };
  const body = replaceAt(parent.body, steps, [...list, element]);
  const parts = new Map(parent.parts);
  if (parent.place.file !== "") parts.set(formatPointer([...steps, list.length]), child.place);
  estate.set(withParts({ ...parent, body }, parts));
}

/** Takes a child away in every form that it has. */
export function removeChild(estate: Estate, id: string): void {
  estate.delete(keyOf(id));
  const seat = findSeat(estate, id);
  if (seat === undefined) return;
  const { parent, steps, list, index } = seat;
  const body = replaceAt(parent.body, steps, list.toSpliced(index, 1));
  estate.set(withParts({ ...parent, body }, movedParts(seat)));
}

/** A resource that a change makes. Its body begins as ARM answers it. */
export function newResource(id: string, body: JsonObject): Resource | undefined {
  const parsed = parseArmId(id);
  if (parsed === undefined) return undefined;
  const place: Place = { resource: parsed.text, pointer: "", file: "", filePointer: "" };
  const identity = { id: parsed.text, type: parsed.type, name: parsed.name };
  const whole = { ...identity, ...body };
  return { id: parsed, typeKey: parsed.type.toLowerCase(), body: whole, place };
}

/** Where a child stands inside its parent. */
interface Seat {
  readonly parent: Resource;
  readonly steps: readonly string[];
  readonly list: readonly unknown[];
  readonly index: number;
  readonly child: Resource;
  readonly isBare: boolean;
}

function findSeat(estate: Estate, id: string): Seat | undefined {
  const parsed = parseArmId(id);
  const parent = estate.get(keyOf(parsed?.parent ?? ""));
  const rule = parsed === undefined ? undefined : listedChildOf(parsed.type.toLowerCase());
  if (parent === undefined || rule === undefined || parsed === undefined) return undefined;
  const found = findEmbeddedChild(parent, rule, parsed);
  if (found === undefined) return undefined;
  const { resource: child, index, isBare } = found;
  const steps = stepsOf(parent.body, rule.property);
  return { parent, steps, list: insideList(parent, rule), index, child, isBare };
}

function reseat({ parent, steps, list, index }: Seat, child: Resource): Resource {
  const body = replaceAt(parent.body, steps, list.with(index, child.body));
  const pointer = formatPointer([...steps, index]);
  const kept = [...(parent.parts ?? [])].filter(([other]) => !other.startsWith(`${pointer}/`));
  const inner = [...(child.parts ?? [])].map(([below, place]) => [pointer + below, place] as const);
  return withParts({ ...parent, body }, new Map([...kept, ...inner]));
}

// What moves up in its list still stands where it was written.
function movedParts({ parent, steps, list, index }: Seat): ReadonlyMap<string, Place> {
  const pointer = formatPointer(steps);
  const parts = new Map<string, Place>();
  for (let at = index + 1; at < list.length; at += 1) {
    parts.set(`${pointer}/${at - 1}`, placeIn(parent, [...steps, at]));
  }
  for (const [other, place] of parent.parts ?? []) {
    const inside = other.startsWith(`${pointer}/`) ? other.slice(pointer.length + 1) : undefined;
    const [at = "", ...below] = inside?.split("/") ?? [];
    const moved = [Number(at) - 1, ...below].join("/");
    if (inside === undefined || Number(at) < index) parts.set(other, place);
    else if (Number(at) > index) parts.set(`${pointer}/${moved}`, place);
  }
  return parts;
}

function keepsInside(
  estate: Estate,
  parent: Resource,
  rule: ListedChild,
  { typeKey }: Resource,
): boolean {
  const list = findProperty(parent.body, rule.property)?.value;
  if (!Array.isArray(list)) return false;
  return list.length > 0 || estate.childrenAlone(parent.id.key, typeKey).length === 0;
}

function insideOf(parent: Resource, rule: ListedChild): ReturnType<typeof embeddedChildren> {
  return embeddedChildren(parent, rule, ignore);
}

function insideList(parent: Resource, rule: ListedChild): readonly unknown[] {
  const list = findProperty(parent.body, rule.property)?.value;
  return Array.isArray(list) ? list : [];
}

function ruleOf(parent: Resource | undefined, kind: ListedChild["kind"]): ListedChild | undefined {
  return listedChildrenOf(parent?.typeKey ?? "").find((rule) => rule.kind === kind);
}

function ignore(): void {}
