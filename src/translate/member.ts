import {
  type BackendMember,
  type IpConfiguration,
  type Key,
  keyOf,
  type LoadBalancer,
  type Model,
  type Nic,
} from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import { createOwners } from "./owner.ts";

/** A member of a pool that can take a flow. */
export interface FrontendMember {
  /** Absent where only the address is known. */
  readonly nic: Key | undefined;
  /** Name of the IP configuration; absent where only the address is known. */
  readonly configuration: string | undefined;
  /** Its own address; absent when the input does not tell. */
  readonly address: Ip | undefined;
}

/** The members behind a front end, sorted out. */
export interface Members {
  /** Those that can take a flow, in the order of the pool. */
  readonly running: readonly FrontendMember[];
  /** Names of virtual machines that do not run (EFF-2). */
  readonly stopped: readonly string[];
  /** Names of what the snapshot lacks: interfaces, or whole pools that do not list members. */
  readonly unknown: readonly string[];
}

/** Finds the members of pools of a balancer; `home` is the network of its front end. */
export function findMembers(
  model: Model,
  { balancer, home }: { readonly balancer: LoadBalancer; readonly home: Key | undefined },
  pools: readonly Key[],
): Members {
  const found = pools.map((key): Members => {
    const pool = balancer.pools.find((one) => one.key === key);
    if (pool?.members === undefined) return { ...noMembers, unknown: [lastName(key)] };
    return join(pool.members.map((member) => findMember(model, member, home)));
  });
  return join(found);
}

/** Finds the one interface that an inbound NAT rule names. */
export function findInterface(
  model: Model,
  { nic, configuration }: { readonly nic: Key; readonly configuration: string },
): Members {
  const found = model.nics.get(nic);
  const own = found?.ipConfigurations.find(({ name }) => name.toLowerCase() === configuration);
  if (found === undefined || own === undefined) {
    return { ...noMembers, unknown: [lastName(nic)] };
  }
  return sortOut(model, found, own);
}

function findMember(model: Model, member: BackendMember, home: Key | undefined): Members {
  if (member.kind === "interface") return findInterface(model, member);
  const network = member.network ?? home;
  const owner = network && createOwners(model).ownerOf(network, member.address);
  if (owner?.kind === "nic") return sortOut(model, owner.nic, owner.configuration);
  const { address } = member;
  return { ...noMembers, running: [{ nic: undefined, configuration: undefined, address }] };
}

function sortOut(model: Model, nic: Nic, { name, address }: IpConfiguration): Members {
  const machine = nic.virtualMachine && model.virtualMachines.get(keyOf(nic.virtualMachine));
  if (machine && machine.isRunning === false) return { ...noMembers, stopped: [machine.name] };
  return { ...noMembers, running: [{ nic: nic.key, configuration: name, address }] };
}

const noMembers: Members = { running: [], stopped: [], unknown: [] };

function join(all: readonly Members[]): Members {
  return {
    running: all.flatMap(({ running }) => running),
    stopped: all.flatMap(({ stopped }) => stopped),
    unknown: all.flatMap(({ unknown }) => unknown),
  };
}

function lastName(key: Key): string {
  return key.split("/").at(-1) ?? key;
}
