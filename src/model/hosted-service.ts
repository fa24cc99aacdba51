import type { MachineAgent, MachineSystem } from "./device.ts";
import type { Key, Named } from "./key.ts";
import type { Model } from "./model.ts";
import { perModel } from "./per-model.ts";

/**
 * A service of Azure that runs inside subnets of the customer and is managed from outside: what it
 * is decides what the routes and filters of those subnets must let through.
 */
export type HostedService = Named & {
  /** Subnets that it runs in, each once, in the order written; the model may lack them. */
  readonly subnets: readonly Key[];
} & HostedKind;

/** What a hosted service is, with what matters to its traffic. */
export type HostedKind =
  | {
      readonly kind: "scaleSet";
      readonly system: MachineSystem | undefined;
      readonly agents: readonly MachineAgent[];
    }
  | {
      readonly kind: "apiManagement";
      readonly mode: "external" | "internal";
      /** Whether it is managed through port 3443 of its subnet, as the classic tiers are. */
      readonly isClassic: boolean;
    }
  | {
      readonly kind: "appServiceEnvironment";
      /** Absent when the input does not say. */
      readonly version: 1 | 2 | 3 | undefined;
    }
  | { readonly kind: "managedInstance" }
  | {
      readonly kind: "kubernetesCluster";
      readonly outbound: "loadBalancer" | "natGateway" | "userRoutes" | "none";
    }
  | {
      readonly kind: "databricks";
      /** Whether its clusters reach the control plane over a private endpoint. */
      readonly usesPrivateLink: boolean;
    }
  | {
      readonly kind: "applicationGateway";
      readonly version: 1 | 2;
      /** Whether Azure manages it without the Internet. */
      readonly isIsolated: boolean;
    }
  | { readonly kind: "bastion"; readonly isPrivateOnly: boolean };

/** The hosted services of one kind. */
export type HostedServiceOf<K extends HostedKind["kind"]> = Extract<HostedService, { kind: K }>;

/**
 * The hosted services of a model by the subnets that they run in, in the order of their ids. Cost:
 * the first call for a model goes over all of them.
 */
export const servicesBySubnet: (model: Model) => ReadonlyMap<Key, readonly HostedService[]> =
  perModel(({ hostedServices }) => {
    const bySubnet = new Map<Key, HostedService[]>();
    for (const service of hostedServices.values()) {
      for (const subnet of service.subnets) {
        const known = bySubnet.get(subnet);
        if (known === undefined) bySubnet.set(subnet, [service]);
        else known.push(service);
      }
    }
    return bySubnet;
  });
