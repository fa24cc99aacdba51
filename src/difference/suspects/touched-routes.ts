import { hasIp, type PrefixSet, unionOf } from "../../net/index.ts";
import { outsideSpaceOf, type Reach } from "../../reach/index.ts";
import type { HubTableChange } from "../routes/compare-hubs.ts";
import type { TableChange } from "../routes/compare-tables.ts";
import { withAliases } from "./aliases.ts";
import { type Area, between, endingAt, touching } from "./area.ts";
import { devicesIn, flowsThrough, joined, spaceOfSubnets } from "./through.ts";

/**
 * Flows that a changed table may lead otherwise: what its hosts send to the changed space, their
 * replies to it, and the same of whom devices among them pass on.
 */
export function ofTables(reach: Reach, changes: readonly TableChange[]): Area {
  return changes.flatMap((change) => ofTable(reach, change));
}

function ofTable(reach: Reach, { owners, shifts }: TableChange): Area {
  const { model } = reach;
  const space = withAliases(model, unionOf(shifts.map((shift) => shift.space)));
  const plain = owners.filter(({ gateway }) => gateway === undefined).map(({ subnet }) => subnet);
  const gateways = owners.flatMap(({ gateway }) => gateway?.key ?? []);
  const hosts = spaceOfSubnets(model, plain);
  const devices = joined(plain.map((subnet) => devicesIn(model, subnet)));
  const passing = flowsThrough(reach, {
    addresses: devices.addresses,
    gateways: [...devices.gateways, ...gateways],
  });
  return [
    ...between(hosts, space),
    ...touching(passing, space),
    ...(gateways.length === 0 ? [] : between(outsideSpaceOf(reach), space)),
    ...translated(reach, hosts, space),
  ];
}

/** Flows to some hosts of which firewalls are the senders as the hosts see it, in some space. */
export function translated(reach: Reach, hosts: PrefixSet, space: PrefixSet): Area {
  const { model } = reach;
  const addresses = [...model.firewalls.values()]
    .filter(({ address, instances }) =>
      [address, ...instances.map((one) => one.address)].some(
        (ip) => ip !== undefined && hasIp(space, ip),
      ),
    )
    .flatMap(({ address }) => address ?? []);
  const toHosts = flowsThrough(reach, { addresses, gateways: [] });
  return touching(toHosts, hosts);
}

/** Flows that a changed table of a virtual hub may lead otherwise. */
export function ofHubTables(reach: Reach, changes: readonly HubTableChange[]): Area {
  const space = unionOf(changes.flatMap(({ shifts }) => shifts.map((shift) => shift.space)));
  return endingAt(withAliases(reach.model, space));
}
