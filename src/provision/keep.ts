import {
  addressLists,
  type ChildKind,
  childKinds,
  findProperty,
  isJsonObject,
  isUnknown,
  type JsonObject,
  type Kind,
  peekProperty,
  platformProperties,
  type Resource,
  typeKeys,
} from "../arm/index.ts";
import { keepInstances } from "./bgp-instance.ts";
import { idAt, keyOfId, listAt, nameKeyOf, textAt, withProperty } from "./body.ts";

/** Kinds of children that can stand inside a parent, by the type key of the parent. */
const embeddings: ReadonlyMap<string, readonly ChildKind[]> = groupByParent();

/**
 * Lists of children that a request empties by leaving them out: ARM takes what is not there for an
 * empty list. Seen for routes and security rules (Azure/arm-template-whatif#404,
 * pulumi/pulumi-azure-native#1087), inferred for load balancers. Subnets stay, as Azure says since
 * 2023; peerings stay, as has been seen (Azure/bicep#20260). Other children are resources that
 * their parent only mentions.
 */
const emptied: ReadonlySet<Kind> = new Set([
  "route",
  "securityRule",
  "backendPool",
  "inboundNatRule",
]);

/** The kinds of children that resources of a type may hold. */
export function embeddingsOf(typeKey: string): readonly ChildKind[] {
  return embeddings.get(typeKey) ?? [];
}

/**
 * Whether a request takes away the children of a kind that it does not list: those that Azure
 * empties, and any list that is written.
 */
export function replacesChildren(
  { body, extent }: Pick<Resource, "body" | "extent">,
  { kind, property }: ChildKind,
): boolean {
  if (property === undefined) return false;
  const list = peekProperty(body, property);
  if (Array.isArray(list)) return true;
  // Nobody knows what an unknown list takes away.
  return emptied.has(kind) && extent !== "partial" && !isUnknown(list);
}

/**
 * What is asked for, with what Azure keeps of the resource that it replaces: properties that Azure
 * decides, dynamic addresses while their subnet stays, and children that the request leaves out.
 */
export function keepFrom(before: JsonObject, asked: JsonObject, typeKey: string): JsonObject {
  let body = keepPlatform(before, asked, typeKey);
  if (!Object.hasOwn(body, "location") && Object.hasOwn(before, "location")) {
    body = { ...body, location: before["location"] };
  }
  for (const rule of embeddingsOf(typeKey)) body = keepChildren(before, body, rule);
  for (const [holder, names] of nested.get(typeKey) ?? []) {
    body = keepNested(before, body, holder, names);
  }
  if (typeKey === typeKeys.privateEndpoint) body = keepApproval(before, body);
  if (typeKey === typeKeys.gateway || typeKey === typeKeys.vpnGateway) {
    body = keepInstances(before, body);
  }
  const addresses = addressLists.get(typeKey);
  return addresses === undefined ? body : keepAddresses(before, body, addresses);
}

// Properties of Azure's that stand inside an object which a request may write.
const nested: ReadonlyMap<string, readonly (readonly [string, readonly string[]])[]> = new Map([
  [typeKeys.gateway, [["bgpSettings", ["asn", "bgpPeeringAddress", "bgpPeeringAddresses"]]]],
  [typeKeys.vpnGateway, [["bgpSettings", ["asn", "bgpPeeringAddress", "bgpPeeringAddresses"]]]],
  [typeKeys.firewall, [["hubIPAddresses", ["privateIPAddress", "publicIPs"]]]],
]);

function keepNested(
  before: JsonObject,
  body: JsonObject,
  holder: string,
  names: readonly string[],
): JsonObject {
  const old = peekProperty(before, holder);
  const wanted = peekProperty(body, holder) ?? {};
  if (!isJsonObject(old) || !isJsonObject(wanted)) return body;
  const kept = names.flatMap((name) => {
    const value = peekProperty(old, name);
    const isKept = value !== undefined && peekProperty(wanted, name) === undefined;
    return isKept ? [[name, value] as const] : [];
  });
  return kept.length === 0
    ? body
    : withProperty(body, holder, { ...wanted, ...Object.fromEntries(kept) });
}

// A connection that the owner of the service has approved stays so.
function keepApproval(before: JsonObject, body: JsonObject): JsonObject {
  const state = "privateLinkServiceConnectionState";
  return ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"].reduce(
    (at, list) => {
      const [kept, asked] = [before, at].map((one) => listAt(one, list));
      if (kept === undefined || asked === undefined || asked.length === 0) return at;
      const merged = pairByName(kept, asked, (old, wanted) => {
        const value = peekProperty(old, state);
        const isKept = value !== undefined && peekProperty(wanted, state) === undefined;
        return isKept ? withProperty(wanted, state, value) : wanted;
      });
      return withProperty(at, list, merged);
    },
    body,
  );
}

function keepPlatform(before: JsonObject, asked: JsonObject, typeKey: string): JsonObject {
  let body = asked;
  for (const name of platformProperties(typeKey)) {
    const written = peekProperty(body, name);
    // An exported template has empty lists where Azure told nothing.
    const isEmpty = Array.isArray(written) && written.length === 0;
    if (written !== undefined && !isEmpty) continue;
    const kept = findProperty(before, name);
    if (kept !== undefined) body = withProperty(body, name, kept.value);
  }
  return body;
}

function keepChildren(before: JsonObject, body: JsonObject, rule: ChildKind): JsonObject {
  const { kind, property } = rule;
  if (property === undefined) return body;
  const kept = listAt(before, property);
  if (kept.length === 0) return body;
  if (!replacesChildren({ body }, rule)) return withProperty(body, property, kept);
  const asked = listAt(body, property);
  if (asked.length === 0) return body;
  return withProperty(
    body,
    property,
    pairByName(kept, asked, (old, wanted) => keepFrom(old, wanted, typeKeys[kind])),
  );
}

function keepAddresses(before: JsonObject, body: JsonObject, list: string): JsonObject {
  const asked = listAt(body, list);
  const kept = listAt(before, list);
  if (asked.length === 0 || kept.length === 0) return body;
  return withProperty(body, list, pairByName(kept, asked, keepAddress));
}

function keepAddress(before: JsonObject, asked: JsonObject): JsonObject {
  const address = textAt(before, "privateIPAddress");
  if (address === undefined || !wantsAddress(asked)) return asked;
  const [from, to] = [before, asked].map((one) => idAt(one, "subnet"));
  if (from === undefined || to === undefined || keyOfId(from) !== keyOfId(to)) return asked;
  return withProperty(asked, "privateIPAddress", address);
}

/** Whether an IP configuration asks Azure for an address of its subnet. */
export function wantsAddress(configuration: JsonObject): boolean {
  if (peekProperty(configuration, "subnet") === undefined) return false;
  if (textAt(configuration, "privateIPAddress") !== undefined) return false;
  return textAt(configuration, "privateIPAllocationMethod")?.toLowerCase() !== "static";
}

function pairByName(
  kept: readonly unknown[],
  asked: readonly unknown[],
  merge: (before: JsonObject, asked: JsonObject) => JsonObject,
): readonly unknown[] {
  const byName = new Map(kept.map((element) => [nameKeyOf(element), element]));
  return asked.map((element) => {
    const name = nameKeyOf(element);
    const before = name === undefined ? undefined : byName.get(name);
    return isJsonObject(element) && isJsonObject(before) ? merge(before, element) : element;
  });
}

function groupByParent(): ReadonlyMap<string, readonly ChildKind[]> {
  const groups = new Map<string, ChildKind[]>();
  for (const rule of Object.values(childKinds)) {
    const parent = typeKeys[rule.parent];
    const group = groups.get(parent);
    if (group === undefined) groups.set(parent, [rule]);
    else group.push(rule);
  }
  return groups;
}
