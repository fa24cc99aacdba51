import {
  isFactType,
  isJsonObject,
  type JsonObject,
  listedChildrenOf,
  peekOwn,
  peekProperty,
  platformProperties,
  type Resource,
  typeKeys,
} from "../../arm/index.ts";
import { type Gone, readGone } from "./gone.ts";
import { childrenOf, type Ground } from "./ground.ts";
import { lay } from "./lay.ts";

/**
 * Does to the others what Azure does when resources are deleted: the other side of a peering is
 * disconnected, the interface of a private endpoint goes with it, and what Azure lists of those that
 * refer to a resource grows shorter. Facts that are only about what is gone go too.
 *
 * What Azure would refuse, such as a subnet whose route table is gone, stays as it is and is said
 * when it is compiled. Cost: linear in what is there, and nothing where nothing was removed.
 *
 * @param removed keys of what was taken away, each with everything below it
 */
export function settleRemoval(ground: Ground, removed: ReadonlySet<string>): void {
  if (removed.size === 0) return;
  const gone = readGone(ground, removed);
  const changed: Resource[] = [];
  for (const [key, resource] of [...ground]) {
    if (isMoot(resource, gone)) {
      ground.delete(key);
      continue;
    }
    const properties = changesOf(resource, gone);
    if (properties === undefined) continue;
    const { id, typeKey, place } = resource;
    changed.push({ id, typeKey, place, body: { properties }, extent: "partial" });
  }
  if (changed.length > 0) lay(ground, changed);
}

// What a fact is about, by type: without it the fact says nothing.
const subjects: ReadonlyMap<string, string> = new Map([
  [typeKeys.learnedRoutes, "target"],
  [typeKeys.guest, "networkInterface"],
  [typeKeys.hubRouter, "virtualHub"],
  // And whom Azure makes an interface for.
  [typeKeys.nic, "privateEndpoint"],
]);

function isMoot({ typeKey, body }: Resource, gone: Gone): boolean {
  const subject = subjects.get(typeKey);
  if (subject === undefined) return false;
  const id = idOf(peekProperty(body, subject));
  // A file of learned routes may call a gateway by its name.
  return gone.has(id) || (typeKey === typeKeys.learnedRoutes && gone.hasNamed(id));
}

/** What changes in a resource and in the children inside it. */
function changesOf(resource: Resource, gone: Gone): JsonObject | undefined {
  const changes = new Map(Object.entries(ownChanges(resource, gone)));
  for (const rule of listedChildrenOf(resource.typeKey)) {
    const children = childrenOf(resource, rule).flatMap(({ resource: child, isBare }) => {
      const properties = isBare ? {} : ownChanges(child, gone);
      return Object.keys(properties).length === 0 ? [] : [{ name: child.id.name, properties }];
    });
    if (children.length > 0) changes.set(rule.property, children);
  }
  return changes.size === 0 ? undefined : Object.fromEntries(changes);
}

function ownChanges(resource: Resource, gone: Gone): JsonObject {
  const { typeKey, body } = resource;
  if (typeKey === typeKeys.peering) return isCut(resource, gone) ? disconnected : {};
  if (typeKey === typeKeys.site) return changesOfSite(body, gone);
  if (isFactType(typeKey)) return {};
  const lists = typeKey === typeKeys.backendPool ? members : platformProperties(typeKey);
  return Object.fromEntries(lists.flatMap((name) => withoutGone(body, name, gone)));
}

const members = ["backendIPConfigurations"];
const disconnected: JsonObject = { peeringState: "Disconnected" };

function isCut({ id, body }: Resource, gone: Gone): boolean {
  const remote = idOf(peekProperty(body, "remoteVirtualNetwork"));
  if (remote === undefined || peekProperty(body, "peeringState") === "Disconnected") return false;
  return gone.has(remote) || gone.hasLostPeering(remote, id.parent ?? "");
}

function changesOfSite(body: JsonObject, gone: Gone): JsonObject {
  const dns = peekProperty(body, "dns");
  const isNetworkGone = gone.has(idOf(peekProperty(dns, "network")));
  return {
    ...Object.fromEntries(withoutGone(body, "connectedTo", gone)),
    ...(isNetworkGone ? { dns: { network: null } } : {}),
  };
}

/** A property without its references to what is gone; nothing where it has none. */
function withoutGone(
  body: JsonObject,
  name: string,
  gone: Gone,
): readonly (readonly [string, unknown])[] {
  const value = peekProperty(body, name);
  if (!Array.isArray(value)) return gone.has(idOf(value)) ? [[name, null]] : [];
  const left = value.filter((element: unknown) => !gone.has(idOf(element)));
  return left.length === value.length ? [] : [[name, left]];
}

function idOf(reference: unknown): string | undefined {
  const id = isJsonObject(reference) ? peekOwn(reference, "id") : reference;
  return typeof id === "string" ? id : undefined;
}
