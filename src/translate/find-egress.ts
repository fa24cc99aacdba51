import type { Model } from "../model/index.ts";
import { hostPrefix } from "../net/index.ts";
import {
  askBalancingRules,
  askOutboundRules,
  membershipsOf,
  missingPools,
} from "./balancer-egress.ts";
import { addressParts, chooseFrom } from "./choice.ts";
import { askDefaultOutbound } from "./default-outbound.ts";
import type { Egress, EgressQuestion } from "./egress.ts";
import { askNatGateway } from "./nat-gateway.ts";
import { findPublicOwner } from "./public-owner.ts";
import { configurationOf, noWayOut, type Sender, wayOut } from "./sender.ts";

/**
 * Finds how a flow leaves to public addresses, for a sender whose route says Internet.
 *
 * The order is that of section 8.6, first match wins (FWD-28); before it come answers, which keep the
 * address by which they were asked (FWD-14), and storage of the same region (FWD-16).
 */
export function findEgress(model: Model, question: EgressQuestion): Egress {
  const { flow } = question;
  const subnet = model.subnets.get(question.subnet);
  if (subnet === undefined) {
    const by = question.subnet.split("/").at(-1);
    return wayOut("unknown", { by, obstacle: "subnetMissing", places: [] });
  }
  const nic = question.nic && model.nics.get(question.nic);
  const configuration = configurationOf(nic, flow.source);
  const sender: Sender = { model, flow, subnet, nic, configuration };
  return askAnswered(model, question) ?? askStorage(sender) ?? askSteps(sender);
}

function askSteps(sender: Sender): Egress {
  const natGateway = askNatGateway(sender);
  if (natGateway.kind === "decides") return natGateway.egress;
  const egress = askOwnAddresses(sender);
  if (natGateway.kind === "absent") return egress;
  const idle = { code: "natGatewayIdle", about: [natGateway.name], rules: ["FWD-29"] } as const;
  return { ...egress, assumptions: [...egress.assumptions, idle] };
}

// Steps 2 to 6.
function askOwnAddresses(sender: Sender): Egress {
  if (isForeign(sender)) return stayInside(sender);
  const own = askPublicIp(sender) ?? askAppliance(sender);
  if (own !== undefined) return own;
  const memberships = membershipsOf(sender);
  return (
    askOutboundRules(sender, memberships) ??
    askBalancingRules(sender, memberships) ??
    askMissing(sender) ??
    askDefaultOutbound(sender, memberships)
  );
}

// 1:1 translation carries every protocol and changes no port.
function askPublicIp({ configuration, flow }: Sender): Egress | undefined {
  const publicIp = configuration?.publicIp;
  const choice = publicIp && chooseFrom([publicIp], [], flow.source);
  if (publicIp === undefined || choice === undefined) return undefined;
  const by = nameIn(publicIp.id);
  const places = [publicIp.place];
  return wayOut("publicIp", { by, keepsPort: true, places, ...addressParts(choice, by) });
}

// A firewall picks one of its addresses for each flow. Whether a routing appliance has any access
// beside a NAT gateway's, no source says.
function askAppliance({ model, subnet, nic, flow }: Sender): Egress | undefined {
  if (nic !== undefined) return undefined;
  if (subnet.role === "routingAppliance") {
    const parts = {
      by: subnet.name,
      obstacle: "routingAppliance",
      places: [subnet.place],
    } as const;
    return wayOut("unknown", parts);
  }
  if (subnet.role !== "firewall") return undefined;
  const firewall = [...model.firewalls.values()].find((one) => one.subnet === subnet.key);
  if (firewall === undefined) return undefined;
  const { name: by, publicIps, place, managementSubnet } = firewall;
  // FWD-25: with a management interface a firewall may have no public address of its own.
  if (publicIps.length === 0 && managementSubnet !== undefined) {
    return noWayOut("noPublicIp", ["FWD-25"], { by, places: [place] });
  }
  const choice = chooseFrom(publicIps, [], flow.source) ?? { among: [], hasUnknown: true };
  return wayOut("publicIp", { by, places: [place], ...addressParts(choice, by) });
}

function isForeign({ nic, configuration }: Sender): boolean {
  return nic !== undefined && nic.ipConfigurations.length > 0 && configuration === undefined;
}

// FWD-32, observed: the edge translates what an interface sends from its own addresses, and packets that it
// merely forwards are lost there. Inferred for load balancers and default outbound access.
function stayInside({ nic, subnet }: Sender): Egress {
  const by = nic?.name ?? subnet.name;
  const about = [by];
  const assumptions = [{ code: "foreignSourceStays", about, rules: ["FWD-32"] } as const];
  const places = [nic?.place ?? subnet.place];
  return noWayOut("foreignSource", ["FWD-32"], { by, places, assumptions });
}

function askMissing(sender: Sender): Egress | undefined {
  const [pool] = missingPools(sender);
  if (pool === undefined || sender.configuration === undefined) return undefined;
  // `.../loadBalancers/NAME/backendAddressPools/POOL`
  const by = pool.split("/").at(-3);
  return wayOut("unknown", { by, obstacle: "poolMissing", places: [sender.configuration.place] });
}

// FWD-14: the answer takes the way by which it was asked, whatever the subnet has.
function askAnswered(model: Model, { answers }: EgressQuestion): Egress | undefined {
  const owner = answers === undefined ? undefined : findPublicOwner(model, answers);
  if (answers === undefined || owner === undefined) return undefined;
  const common = { address: answers, among: [hostPrefix(answers)], rules: ["FWD-14"] } as const;
  switch (owner.kind) {
    case "nic": {
      const { publicIp, place } = owner.configuration;
      const by = publicIp && nameIn(publicIp.id);
      return wayOut("publicIp", { ...common, by, keepsPort: true, places: [place] });
    }
    case "loadBalancer": {
      const { balancer, frontend } = owner;
      const places = [frontend.place];
      return wayOut("loadBalancerRule", { ...common, by: balancer.name, places });
    }
    case "firewall": {
      const { firewall, publicIp } = owner;
      return wayOut("publicIp", { ...common, by: firewall.name, places: [publicIp.place] });
    }
    case "gateway":
    case "natGateway":
      return undefined;
  }
}

// FWD-16: the source is an address of Azure's inside, and no public address is involved.
function askStorage({ model, flow, subnet }: Sender): Egress | undefined {
  const region = model.networks.get(subnet.network)?.region;
  const tags = model.serviceTags?.tagsOf?.(flow.destination) ?? [];
  const isHere = tags.some(({ tag }) => tag.service === "Storage" && tag.region === region);
  if (region === undefined || !isHere) return undefined;
  const rules = ["FWD-16", "SE-8", "X-16"] as const;
  return wayOut("regionalStorage", { keepsPort: true, places: [subnet.place], rules });
}

function nameIn(id: string): string {
  return id.split("/").at(-1) ?? id;
}
