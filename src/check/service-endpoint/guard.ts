import { resolveName } from "../../dns/index.ts";
import type { FindingWalk } from "../../finding/index.ts";
import {
  type CloudService,
  type Key,
  type Model,
  perModel,
  type Subnet,
} from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";
import type { Ground } from "../ground.ts";
import { showWalk } from "../show-walk.ts";
import { senderIn } from "../shown-sender.ts";

/** Whether a service lets in by its rules alone: neither everybody nor nobody (SE-7, SE-10). */
export function isGuarded({ publicAccess, defaultAction }: CloudService): boolean {
  return publicAccess === "enabled" && defaultAction === "deny";
}

/** Whether a service has a rule for a subnet. */
export function hasRuleFor({ subnetRules }: CloudService, { key }: Subnet): boolean {
  return subnetRules.some(({ subnet }) => subnet === key);
}

/**
 * Whether hosts of a network get a private address for one of a service's names, and so need no
 * rule. Cost: one resolution for each name, once.
 */
export function hasPrivateWay(model: Model, service: CloudService, network: Key): boolean {
  const known = privateWays(model).get(`${network}|${service.key}`);
  if (known !== undefined) return known;
  const asker = { kind: "network", network } as const;
  const found = service.fqdns.some((name) => {
    const resolution = resolveName(model, asker, name);
    return resolution.kind === "addresses" && resolution.source === "privateZone";
  });
  privateWays(model).set(`${network}|${service.key}`, found);
  return found;
}

const privateWays: (model: Model) => Map<string, boolean> = perModel(() => new Map());

/** How a walk from a subnet to a service ends. */
export type CallOutcome =
  /** The service refuses it, as the walk shows. */
  | { readonly kind: "refused"; readonly walks: readonly FindingWalk[] }
  /** It gets in after all, perhaps by a rule for its public address. */
  | { readonly kind: "allowed"; readonly walks: readonly [] }
  /** Nobody knows an address of the service, or the call does not get that far. */
  | { readonly kind: "untold"; readonly walks: readonly [] };

/** Follows a call from a subnet to a service. */
export function tryCall(ground: Ground, subnet: Subnet, service: CloudService): CallOutcome {
  const known = addressOf(ground.model, subnet, service);
  const sender = known && senderIn(ground, subnet);
  if (known === undefined || sender === undefined) return { kind: "untold", walks: [] };
  const { name, address: destination } = known;
  const port = service.kind === "sql" ? 1433 : 443;
  const walk = showWalk(ground, { ...sender, destination, protocol: "tcp", port, name });
  switch (walk.trace.disposition) {
    case "deniedByService":
      return { kind: "refused", walks: [walk] };
    case "deliveredToService":
      return { kind: "allowed", walks: [] };
    default:
      return { kind: "untold", walks: [] };
  }
}

/** The first of a service's names that has an address for a subnet, and the address. */
export function addressOf(
  model: Model,
  { network }: Subnet,
  { fqdns }: CloudService,
): { readonly name: string; readonly address: Ip } | undefined {
  for (const name of fqdns) {
    const resolution = resolveName(model, { kind: "network", network }, name);
    const address = resolution.kind === "addresses" ? resolution.addresses[0] : undefined;
    if (address !== undefined) return { name, address };
  }
  return undefined;
}

/** A service at the start of a sentence: `Key vault keys`. */
export function serviceTitle({ kind, name }: CloudService): string {
  const words = kindNames[kind];
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${name}`;
}

/** What people call a kind of service. */
export const kindNames: Readonly<Record<CloudService["kind"], string>> = {
  storage: "storage account",
  keyVault: "key vault",
  sql: "SQL server",
};
