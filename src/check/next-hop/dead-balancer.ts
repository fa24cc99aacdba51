import type { BalancedFrontend } from "../device.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import type { CheckRule, Draft } from "../rule.ts";
import {
  groupLeads,
  type Keyed,
  type Lead,
  type Led,
  leadsOf,
  lossOf,
  partsOf,
  routesLead,
} from "./lead.ts";
import { usedHops } from "./used-hop.ts";

/** Next hops that are load balancers which give routed packets to nobody (FWD-7, PEER-13). */
export const deadBalancer: CheckRule = {
  code: "TR304",
  family: "nextHop",
  severity: "error",
  title: "The load balancer at the next hop passes nothing on",
  about:
    "A load balancer takes packets for others only by a rule for all ports and protocols (HA ports) of the Standard SKU, and only while somebody is behind it.",
  rules: ["FWD-7"],
  begin: (ground) => {
    const hops = usedHops(ground);
    return {
      visit: hops.visit,
      finish: () =>
        groupLeads(leadsOf(ground, hops.list()), (lead) => deadFrontends(ground, lead)).map((led) =>
          draftOf(ground, led),
        ),
    };
  },
};

interface Dead extends BalancedFrontend {
  readonly because: string;
  readonly remedy: string;
  readonly isAcrossRegions: boolean;
}

function deadFrontends({ walker }: Ground, { stop, use, hop }: Lead): readonly Keyed<Dead>[] {
  if (stop.kind === "refuses") {
    const { frontend, reason, stopped } = stop;
    const why = reason === "noBackend" ? emptiness(frontend, stopped) : noRule(frontend);
    return [keyed({ ...frontend, ...why, isAcrossRegions: false })];
  }
  const { found } = use;
  if (found.kind !== "nobody" || found.reason !== "basicLoadBalancerAcrossRegions") return [];
  const owner = walker.world.owners.ownerOf(found.network.key, hop.address);
  if (owner?.kind !== "loadBalancer") return [];
  const because = `is a Basic load balancer, out of reach from the other region of ${use.network.name}`;
  const { balancer } = owner;
  const remedy = `Replace ${balancer.name} by a Standard load balancer with a rule for all ports.`;
  return [keyed({ balancer, frontend: owner.frontend, because, remedy, isAcrossRegions: true })];
}

function keyed(dead: Dead): Keyed<Dead> {
  return { key: dead.frontend.key, thing: dead };
}

function emptiness({ balancer }: BalancedFrontend, stopped: readonly string[]) {
  return stopped.length === 0
    ? {
        because: "has nobody behind its rule for all ports",
        remedy: `Put the appliances into the back-end pool of ${balancer.name}.`,
      }
    : {
        because: `has nobody behind its rule who runs: ${listNames(stopped)} ${stopped.length === 1 ? "is" : "are"} stopped`,
        remedy: `Start ${listNames(stopped)}.`,
      };
}

function noRule({ balancer, frontend }: BalancedFrontend) {
  return balancer.sku === "standard"
    ? {
        because: `has no rule for all ports and protocols at front end ${frontend.name}`,
        remedy: `Give front end ${frontend.name} of ${balancer.name} a rule for protocol All and port 0 (HA ports).`,
      }
    : {
        because: "is no Standard load balancer, so that it can have no rule for all ports",
        remedy: `Replace ${balancer.name} by a Standard load balancer with a rule for all ports.`,
      };
}

function draftOf(ground: Ground, { thing, leads }: Led<Dead>): Draft {
  const { balancer, frontend, because, remedy, isAcrossRegions } = thing;
  return {
    message: `${routesLead(leads)} to load balancer ${balancer.name}, which ${because}. ${lossOf(leads)}`,
    remedy,
    place: balancer.place,
    ...partsOf(ground, leads),
    subject: [frontend.name],
    rules: isAcrossRegions ? ["PEER-13"] : [],
  };
}
