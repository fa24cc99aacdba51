import type {
  Reference,
  WrittenFrontend,
  WrittenLoadBalancingRule,
  WrittenOutboundRule,
} from "../arm/index.ts";
import {
  type Frontend,
  type InboundNatRule,
  type Key,
  keyOf,
  type LoadBalancer,
  type LoadBalancingRule,
  type OutboundRule,
  type Subnet,
} from "../model/index.ts";
import {
  countPool,
  interfaceMember,
  lowerPool,
  type NicSide,
  readNicSide,
} from "./backend-pool.ts";
import { lowerPublicIp, lowerPublicPrefix, type PublicSpace } from "./public-ip.ts";
import {
  type Item,
  mapByKey,
  namedOf,
  readChildren,
  readItems,
  resolve,
  type Sources,
} from "./sources.ts";

/** Load balancers as decoded, with their children. */
export interface LoadBalancerItems {
  readonly balancers: readonly Item<"loadBalancer">[];
  readonly pools: ReadonlyMap<Key, readonly Item<"backendPool">[]>;
  readonly natRules: ReadonlyMap<Key, readonly Item<"inboundNatRule">[]>;
}

/** What load balancers are built from. */
export interface LoadBalancerParts {
  readonly items: LoadBalancerItems;
  readonly nics: readonly Item<"nic">[];
  readonly subnets: ReadonlyMap<Key, Subnet>;
  readonly space: PublicSpace;
}

/** Reads the load balancers. */
export function readLoadBalancers(sources: Sources): LoadBalancerItems {
  return {
    balancers: readItems(sources, "loadBalancer"),
    pools: readChildren(sources, "backendPool"),
    natRules: readChildren(sources, "inboundNatRule"),
  };
}

/** Every back-end pool by its key. */
export function poolsByKey({ pools }: LoadBalancerItems): ReadonlyMap<Key, Item<"backendPool">> {
  return new Map([...pools.values()].flat().map((pool) => [pool.key, pool]));
}

/**
 * Builds the load balancers; members are known from both sides, the pool and the interfaces.
 * Diagnostics: `reference-missing` for what a rule names and the balancer lacks; the rule stays.
 */
export function lowerLoadBalancers(
  { report }: Sources,
  parts: LoadBalancerParts,
): ReadonlyMap<Key, LoadBalancer> {
  const { balancers, pools, natRules } = parts.items;
  const side = readNicSide(parts.nics);
  return mapByKey(
    balancers.map((item): LoadBalancer => {
      const { body, key } = item;
      const frontends = body.frontends.map((one) => lowerFrontend(key, one, parts, report));
      const ownPools = pools.get(key) ?? [];
      const own: Own = { frontends: byKey(frontends), pools: byKey(ownPools), report };
      return {
        ...namedOf(item),
        sku: body.sku,
        frontends,
        pools: ownPools.map((pool) => lowerPool(pool, side)),
        rules: body.rules.map((rule) => lowerRule(rule, own)),
        outboundRules: body.outboundRules.map((rule) => lowerOutboundRule(rule, own)),
        natRules: (natRules.get(key) ?? []).map((rule) => lowerNatRule(rule, own, side)),
        backendCount: countBackends(ownPools, side),
      };
    }),
  );
}

// What the rules of one balancer can name.
interface Own {
  readonly frontends: ReadonlyMap<Key, unknown>;
  readonly pools: ReadonlyMap<Key, unknown>;
  readonly report: Sources["report"];
}

function byKey<T extends { readonly key: Key }>(items: readonly T[]): ReadonlyMap<Key, T> {
  return new Map(items.map((item) => [item.key, item]));
}

function lowerFrontend(
  balancer: Key,
  written: WrittenFrontend,
  { subnets, space }: LoadBalancerParts,
  report: Sources["report"],
): Frontend {
  const { name, address, place } = written;
  return {
    key: keyOf(`${balancer}/frontendIPConfigurations/${name}`),
    name,
    address,
    subnet: resolve(written.subnet, subnets, { property: "subnet", report })?.key,
    publicIp: lowerPublicIp(written.publicIp, space.publicIps, report),
    publicPrefix: lowerPublicPrefix(written.publicPrefix, space.publicPrefixes, report),
    place,
  };
}

function lowerRule(written: WrittenLoadBalancingRule, own: Own): LoadBalancingRule {
  const { frontend, pools, ...rest } = written;
  return {
    ...rest,
    frontend: keyIn(frontend, own.frontends, "frontendIPConfiguration", own),
    pools: pools.map((pool) => keyIn(pool, own.pools, "backendAddressPool", own)),
  };
}

function lowerOutboundRule(written: WrittenOutboundRule, own: Own): OutboundRule {
  const { frontends, pool, ...rest } = written;
  return {
    ...rest,
    frontends: frontends.map((one) => keyIn(one, own.frontends, "frontendIPConfigurations", own)),
    pool: keyIn(pool, own.pools, "backendAddressPool", own),
  };
}

function lowerNatRule(
  { key, name, place, body }: Item<"inboundNatRule">,
  own: Own,
  side: NicSide,
): InboundNatRule {
  const { frontend, protocol, frontendPorts, backendPort, keepsDestination } = body;
  const member = body.ipConfiguration ?? side.natRules.get(key);
  return {
    name,
    frontend: keyIn(frontend, own.frontends, "frontendIPConfiguration", own),
    protocol,
    frontendPorts,
    backendPort,
    keepsDestination,
    pool: body.pool && keyIn(body.pool, own.pools, "backendAddressPool", own),
    member: member === undefined ? undefined : interfaceMember(member),
    place,
  };
}

// A key that leads nowhere stays, so that whoever follows it can say what is missing.
function keyIn(
  reference: Reference,
  known: ReadonlyMap<Key, unknown>,
  property: string,
  { report }: Own,
): Key {
  resolve(reference, known, { property, report });
  return keyOf(reference.id);
}

// A balancer without pools has nobody behind it that is known of.
function countBackends(pools: readonly Item<"backendPool">[], side: NicSide): number | undefined {
  const known = pools.map((pool) => countPool(pool, side)).filter((count) => count !== undefined);
  if (known.length === 0) return undefined;
  return known.reduce((sum, count) => sum + count, 0);
}
