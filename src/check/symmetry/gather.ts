import type { Gateway, Key, Subnet } from "../../model/index.ts";
import type { EffectiveTable, TableGroup } from "../../route/index.ts";
import type { Ground } from "../ground.ts";
import type { SeenTable } from "../rule.ts";
import type { Viewpoint } from "./end.ts";
import { createSignatures } from "./signature.ts";

/** Subnets of one network that use one route table, or none. */
export interface Place {
  readonly subnets: readonly [Subnet, ...Subnet[]];
  readonly viewpoint: Viewpoint;
}

/** Who stands where, and how he sees the rest. */
export interface Landscape {
  /** In the order of their networks. */
  readonly places: ReadonlyMap<Key, readonly Place[]>;
  readonly gateways: readonly GatewayPlace[];
  /** The user routes that are used anywhere, each list once. */
  readonly userGroups: ReadonlySet<TableGroup["group"]>;
}

/** A gateway, which sends by its own table what it has unpacked. */
export interface GatewayPlace {
  readonly gateway: Gateway;
  readonly table: EffectiveTable;
  readonly viewpoint: Viewpoint;
}

interface MutableViewpoint extends Viewpoint {
  readonly tables: EffectiveTable[];
}

interface MutablePlace {
  readonly subnets: [Subnet, ...Subnet[]];
  readonly viewpoint: Viewpoint;
}

/** Gathers the landscape while tables are visited. */
export interface Gathering {
  readonly visit: (seen: SeenTable) => void;
  readonly landscape: () => Landscape;
}

/** Begins to gather. */
export function gatherLandscape(): Gathering {
  const signatures = createSignatures();
  const viewpoints = new Map<string, MutableViewpoint>();
  const places = new Map<Key, Map<string, MutablePlace>>();
  const gateways: GatewayPlace[] = [];
  const userGroups = new Set<TableGroup["group"]>();
  let last: SeenTable | undefined;

  const viewpointOf = (table: EffectiveTable): Viewpoint => {
    const key = signatures.of(table);
    const viewpoint: MutableViewpoint = viewpoints.get(key) ?? {
      key,
      tables: [],
      gateway: undefined,
      isLocal: false,
    };
    viewpoints.set(key, viewpoint);
    const { tables } = viewpoint;
    if (tables.length === 0 || (tables.length === 1 && tables[0]?.network !== table.network)) {
      tables.push(table);
    }
    return viewpoint;
  };

  const addSubnet = ({ network, subnet, table }: SeenTable): void => {
    const ofNetwork = places.get(network.key) ?? new Map<string, MutablePlace>();
    places.set(network.key, ofNetwork);
    const name = table.routeTable?.key ?? "";
    const place = ofNetwork.get(name);
    if (place === undefined) {
      ofNetwork.set(name, { subnets: [subnet], viewpoint: viewpointOf(table) });
    } else place.subnets.push(subnet);
  };

  const visit = (seen: SeenTable): void => {
    if (seen === last) return;
    last = seen;
    const { subnet, table, gateway } = seen;
    const user = table.groups.find(({ group }) => group.kind === "user");
    if (user !== undefined) userGroups.add(user.group);
    if (gateway !== undefined) {
      const { key } = gateway;
      const viewpoint = { key: `gateway ${key}`, tables: [table], gateway: key, isLocal: true };
      gateways.push({ gateway, table, viewpoint });
    } else if (hasHosts(subnet)) addSubnet(seen);
  };

  return {
    visit,
    landscape: () => ({
      places: new Map([...places].map(([key, byTable]) => [key, [...byTable.values()]])),
      gateways,
      userGroups,
    }),
  };
}

// Gateways, firewalls and their like are on the way, and nobody's end.
function hasHosts({ role }: Subnet): boolean {
  return role === "workload" || role === "bastion";
}

const gathered = new WeakMap<Ground, Gathering>();

/** What one of the rules of an estate gathers serves all of them. */
export function landscapeOf(ground: Ground): Gathering {
  const present = gathered.get(ground) ?? gatherLandscape();
  gathered.set(ground, present);
  return present;
}
