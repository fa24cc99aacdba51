import type { FindingWalk } from "../../finding/index.ts";
import type { Subnet } from "../../model/index.ts";
import { containsIp, type Ip, type Prefix, parseIp } from "../../net/index.ts";
import { addressAt, exampleInternetAddress } from "../../walk/index.ts";
import type { Ground } from "../ground.ts";
import { hostIn } from "../host.ts";
import { showWalk } from "../show-walk.ts";

const lowerInternet = parseIp("8.8.8.8") as Ip;

/** An address of a prefix that may be a host's; of the Internet where the prefix holds such. */
export function exampleIn(prefix: Prefix): Ip {
  const wellKnown = [exampleInternetAddress, lowerInternet].find((ip) => containsIp(prefix, ip));
  const fourth = prefix.length < (prefix.family === 4 ? 30 : 126) ? 4 : 0;
  return wellKnown ?? addressAt(prefix, fourth);
}

/** A flow from somebody in a subnet to an address; none where nobody could send it. */
export function walkTo(
  ground: Ground,
  subnet: Subnet,
  destination: Ip,
  port = 443,
): readonly FindingWalk[] {
  const host = hostIn(ground, subnet, destination);
  if (host === undefined) return [];
  const { label: from, sender, address: source } = host;
  return [showWalk(ground, { from, sender, source, destination, protocol: "tcp", port })];
}

/** A flow from somebody in a subnet to somebody in another; absent where one of them has no room. */
export function walkBetween(ground: Ground, from: Subnet, to: Subnet): FindingWalk | undefined {
  const like = to.prefixes[0]?.prefix.address;
  const receiver = like === undefined ? undefined : hostIn(ground, to, like);
  const host = receiver && hostIn(ground, from, receiver.address);
  if (host === undefined || receiver === undefined) return undefined;
  const { label, sender, address: source } = host;
  const { address: destination, supposedIn } = receiver;
  const flow = { from: label, sender, source, destination, protocol: "tcp", port: 443 } as const;
  const called = supposedIn === undefined ? undefined : receiver.label;
  return showWalk(ground, { ...flow, supposedIn, to: called });
}
