import {
  addressCount,
  formatIp,
  formatPrefix,
  type Ip,
  type Ip4,
  type Ip6,
  lastIp,
  type Prefix,
  parseCidr,
  prefixOf,
} from "../../../net/index.ts";
import { faultOf, integer, text } from "./argument.ts";
import type { FunctionRow } from "./function-row.ts";
import type { Call } from "./source.ts";
import type { Value } from "./value.ts";

/** Functions of address ranges, IPv4 and IPv6. */
export const cidrFunctions: readonly FunctionRow[] = [
  { name: "cidrHost", count: [2, 2], apply: hostOf },
  { name: "cidrSubnet", count: [3, 3], apply: subnetOf },
  { name: "parseCidr", count: [1, 1], apply: describe },
];

/** Host bits are dropped, as in Azure. */
function rangeAt(call: Call): Prefix {
  const result = parseCidr(text(call, 0));
  if (result.kind !== "malformed") return result.prefix;
  throw faultOf(call, "argument 1 is no address range such as 10.0.0.0/24");
}

function bitsOf({ family }: Prefix): number {
  return family === 4 ? 32 : 128;
}

/** The address `offset` after the first one; the caller keeps it inside the range. */
function ipAt({ family, address }: Prefix, offset: bigint): Ip {
  const bits = BigInt(address) + offset;
  return family === 4 ? (Number(bits) as Ip4) : (bits as Ip6);
}

function subnetOf(call: Call): Value {
  const [range, length, index] = [rangeAt(call), integer(call, 1), integer(call, 2)];
  if (length < range.length || length > bitsOf(range)) {
    throw faultOf(call, `length ${length} is not between ${range.length} and ${bitsOf(range)}`);
  }
  const count = 1n << BigInt(length - range.length);
  if (index < 0 || BigInt(index) >= count) {
    throw faultOf(call, `there is no range ${index}: the count is ${count}`);
  }
  const size = 1n << BigInt(bitsOf(range) - length);
  return formatPrefix(prefixOf(ipAt(range, BigInt(index) * size), length));
}

/** Hosts count from the second address on; the last one of an IPv4 range is for broadcasts. */
function hostOf(call: Call): Value {
  const [range, index] = [rangeAt(call), integer(call, 1)];
  const count = addressCount(range) - (range.family === 4 ? 2n : 1n);
  if (index >= 0 && BigInt(index) < count) return formatIp(ipAt(range, BigInt(index) + 1n));
  const problem = count > 0n ? `the range has ${count}` : "the range has none";
  throw faultOf(call, `there is no host ${index}: ${problem}`);
}

function describe(call: Call): Value {
  const range = rangeAt(call);
  const [first, last] = [formatIp(range.address), formatIp(lastIp(range))];
  const [network, netmask, cidr] = [first, maskOf(range), range.length];
  if (range.family === 6) return { network, netmask, firstUsable: first, lastUsable: last, cidr };
  const hosts = addressCount(range) - 2n;
  // A range of one or two addresses has none to use, and Azure names the first one twice.
  const firstUsable = hosts > 0n ? formatIp(ipAt(range, 1n)) : first;
  const lastUsable = hosts > 0n ? formatIp(ipAt(range, hosts)) : first;
  return { network, netmask, broadcast: last, firstUsable, lastUsable, cidr };
}

function maskOf(range: Prefix): string {
  const all = (1n << BigInt(bitsOf(range))) - 1n;
  const ones: Ip = range.family === 4 ? (Number(all) as Ip4) : (all as Ip6);
  return formatIp(prefixOf(ones, range.length).address);
}
