import { keyOf, type VirtualMachine } from "../../model/index.ts";
import { formatIp } from "../../net/index.ts";
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

/** Next hops of machines that do not run (UDR-3, EFF-2). */
export const stoppedMachine: CheckRule = {
  code: "TR309",
  family: "nextHop",
  severity: "error",
  title: "The machine at the next hop is stopped",
  about:
    "A route leads to a virtual machine that does not run. Azure does not notice: the route stays Active, and what it carries is lost.",
  rules: ["UDR-3", "EFF-2"],
  begin: (ground) => {
    const hops = usedHops(ground);
    return {
      visit: hops.visit,
      finish: () =>
        groupLeads(leadsOf(ground, hops.list()), (lead) => stoppedAt(ground, lead)).map((led) =>
          draftOf(ground, led),
        ),
    };
  },
};

// Behind a load balancer the others take over, and where nobody is left that is another finding.
function stoppedAt({ model }: Ground, { stop }: Lead): readonly Keyed<VirtualMachine>[] {
  if (stop.kind !== "devices" || stop.frontend !== undefined) return [];
  return stop.devices.flatMap(({ nic }) => {
    const id = nic?.virtualMachine;
    const machine = id === undefined ? undefined : model.virtualMachines.get(keyOf(id));
    return machine?.isRunning === false ? [{ key: machine.key, thing: machine }] : [];
  });
}

function draftOf(ground: Ground, { thing: machine, leads }: Led<VirtualMachine>): Draft {
  const addresses = listNames([...new Set(leads.map(({ hop }) => formatIp(hop.address)))]);
  return {
    message: `${routesLead(leads)} to ${addresses} of virtual machine ${machine.name}, which is stopped. ${lossOf(leads)}`,
    remedy: `Start ${machine.name}, or let the routes name an appliance that runs.`,
    place: machine.place,
    ...partsOf(ground, leads),
  };
}
