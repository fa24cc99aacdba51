import type { Report } from "../arm/index.ts";
import { createDiagnostic } from "../diagnostic/index.ts";
import type { Model, PlacedPrefix, Subnet, VirtualNetwork } from "../model/index.ts";
import { covers, formatPrefix, overlaps, type Prefix, parsePrefix } from "../net/index.ts";
import { findOverlaps } from "./overlap.ts";

/** Checks address spaces and subnets. Rules: SYS-9, ERR-20, ERR-21. */
export function validateAddressSpaces(model: Model, report: Report): void {
  for (const network of model.networks.values()) {
    validateSpace(network, report);
    const subnets = network.subnets.flatMap((key) => model.subnets.get(key) ?? []);
    for (const subnet of subnets) validateSubnet(subnet, network, report);
    validateOverlaps(subnets, report);
  }
}

// SYS-9.
const bannedRanges: readonly Prefix[] = [
  "224.0.0.0/4",
  "255.255.255.255/32",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "168.63.129.16/32",
].flatMap((text) => parsePrefix(text) ?? []);

// SYS-9, SYS-8: the lengths that a subnet may have.
const subnetLengths = {
  4: { shortest: 2, longest: 29 },
  6: { shortest: 64, longest: 64 },
} as const;

function validateSpace(network: VirtualNetwork, report: Report): void {
  const { name, place, addressSpace } = network;
  if (addressSpace.length === 0) {
    report(createDiagnostic("address-space-empty", place, { network: name }));
  }
  for (const written of addressSpace) {
    const banned = bannedRanges.find((range) => overlaps(range, written.prefix));
    if (banned === undefined) continue;
    const parameters = { prefix: formatPrefix(written.prefix), banned: formatPrefix(banned) };
    report(createDiagnostic("address-space-banned", written.place, parameters));
  }
}

function validateSubnet(subnet: Subnet, network: VirtualNetwork, report: Report): void {
  if (subnet.prefixes.length === 0) {
    report(createDiagnostic("subnet-prefix-missing", subnet.place, { subnet: subnet.id }));
  }
  for (const written of subnet.prefixes) {
    validateSize(subnet, written, report);
    const isInside = network.addressSpace.some(({ prefix }) => covers(prefix, written.prefix));
    if (isInside || network.addressSpace.length === 0) continue;
    const prefix = formatPrefix(written.prefix);
    const parameters = { subnet: subnet.name, prefix, network: network.name };
    report(createDiagnostic("subnet-outside-space", written.place, parameters));
  }
}

function validateSize(subnet: Subnet, { prefix, place }: PlacedPrefix, report: Report): void {
  const { shortest, longest } = subnetLengths[prefix.family];
  if (prefix.length >= shortest && prefix.length <= longest) return;
  const bound = prefix.length < shortest ? `larger than /${shortest}` : `smaller than /${longest}`;
  const parameters = { subnet: subnet.name, prefix: formatPrefix(prefix), reason: bound };
  report(createDiagnostic("subnet-size", place, parameters));
}

function validateOverlaps(subnets: readonly Subnet[], report: Report): void {
  const owned = subnets.flatMap((subnet) =>
    subnet.prefixes.map(({ prefix, place }) => ({ prefix, place, owner: subnet })),
  );
  for (const { outer, inner } of findOverlaps(owned)) {
    const first = outer.owner;
    const second = inner.owner;
    const prefix = formatPrefix(inner.prefix);
    const parameters = { first: first.name, second: second.name, prefix };
    report(
      createDiagnostic("subnet-overlap", second.place, parameters, { related: [first.place] }),
    );
  }
}
