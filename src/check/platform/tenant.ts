import {
  type Key,
  keyOf,
  type MachineAgent,
  type MachineSystem,
  type Model,
  type Nic,
  nicsBySubnet,
  perModel,
  type Subnet,
  servicesBySubnet,
} from "../../model/index.ts";

/** A machine of a subnet, or a scale set of machines. */
export interface Tenant {
  /** Absent where nothing tells. */
  readonly system: MachineSystem | undefined;
  readonly agents: readonly MachineAgent[];
  /** Absent for a scale set, whose interfaces no snapshot lists. */
  readonly nic: Nic | undefined;
}

/** Who lives in a subnet. */
export interface Tenants {
  readonly machines: readonly Tenant[];
  /**
   * Whether machines may come into it: a plain subnet with no interface at all, not given to any
   * service.
   */
  readonly isVacant: boolean;
}

/**
 * The machines that send from a subnet, in the order of their interfaces' ids, then its scale sets. Interfaces
 * that belong to no machine of the snapshot count as machines of which nothing is known. Cost:
 * linear in the interfaces of the subnet, once.
 */
export function tenantsOf(model: Model, subnet: Subnet): Tenants {
  const known = remembered(model);
  const found = known.get(subnet.key) ?? findTenants(model, subnet);
  known.set(subnet.key, found);
  return found;
}

const remembered: (model: Model) => Map<Key, Tenants> = perModel(() => new Map());

function findTenants(model: Model, subnet: Subnet): Tenants {
  const nics = nicsBySubnet(model).get(subnet.key) ?? [];
  const services = servicesBySubnet(model).get(subnet.key) ?? [];
  const machines = [
    ...nics.flatMap((nic) => machineAt(model, nic)),
    ...services.flatMap((service): readonly Tenant[] =>
      service.kind === "scaleSet"
        ? [{ system: service.system, agents: service.agents, nic: undefined }]
        : [],
    ),
  ];
  const isPlain = subnet.role === "workload" && subnet.delegations.length === 0;
  return { machines, isVacant: isPlain && nics.length === 0 && services.length === 0 };
}

// A machine with several interfaces sends what it needs by the primary one.
function machineAt({ virtualMachines }: Model, nic: Nic): readonly Tenant[] {
  if (nic.privateEndpoint !== undefined) return [];
  const machine =
    nic.virtualMachine === undefined ? undefined : virtualMachines.get(keyOf(nic.virtualMachine));
  const isOther = machine?.primaryNic !== undefined && machine.primaryNic !== nic.key;
  return isOther ? [] : [{ system: machine?.system, agents: machine?.agents ?? [], nic }];
}
