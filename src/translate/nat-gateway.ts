import { familyOf } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import { addressParts, chooseFrom } from "./choice.ts";
import type { Egress } from "./egress.ts";
import { hasPorts, noWayOut, type Sender, wayOut } from "./sender.ts";

/** What the NAT gateway of a subnet makes of a flow. */
export type NatGatewayAnswer =
  | { readonly kind: "decides"; readonly egress: Egress }
  /** It is there and does not work, because it has no address. */
  | { readonly kind: "idle"; readonly name: string }
  | { readonly kind: "absent" };

/**
 * Step 1 of section 8.6 (FWD-29).
 *
 * A Standard one carries TCP and UDP over IPv4, and leaves IPv6 to later steps; StandardV2 takes
 * over both families and carries pings too. What it does not carry fails: no source says that a
 * later step would carry it.
 */
export function askNatGateway(sender: Sender): NatGatewayAnswer {
  const { model, subnet, flow, configuration } = sender;
  if (subnet.natGateway === undefined) return { kind: "absent" };
  const gateway = model.natGateways.get(subnet.natGateway);
  const places = [gateway?.place ?? subnet.place];
  if (gateway === undefined) {
    const by = subnet.natGateway.split("/").at(-1);
    return decides(wayOut("unknown", { by, obstacle: "natGatewayMissing", places }));
  }
  const { name: by, sku } = gateway;
  if (gateway.publicIps.length + gateway.publicPrefixes.length === 0) {
    return { kind: "idle", name: by };
  }
  if (familyOf(flow.source) === 6 && sku === "standard") return { kind: "absent" };
  if (!hasPorts(flow) && (sku === "standard" || flow.protocol !== "icmp")) {
    const isTaken = configuration?.publicIp !== undefined;
    const taken = { code: "natGatewayTakesAll", about: [by], rules: ["FWD-29"] } as const;
    const assumptions = isTaken ? [taken] : [];
    return decides(noWayOut("natGatewayProtocol", ["FWD-29", "X-33"], { by, places, assumptions }));
  }
  const choice = chooseFrom(gateway.publicIps, gateway.publicPrefixes, flow.source);
  if (choice === undefined) {
    return decides(noWayOut("natGatewayFamily", ["FWD-29"], { by, places }));
  }
  // An address of its own would have decided in older times.
  const older: readonly RuleId[] = configuration?.publicIp === undefined ? [] : ["X-15"];
  const rules: readonly RuleId[] = ["FWD-28", "FWD-29", ...older];
  return decides(wayOut("natGateway", { by, places, rules, ...addressParts(choice, by) }));
}

function decides(egress: Egress): NatGatewayAnswer {
  return { kind: "decides", egress };
}
