import type { Severity } from "../../diagnostic/index.ts";
import type { RepairDestination } from "../../finding/index.ts";
import { formatIp, hostPrefix } from "../../net/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule } from "../rule.ts";
import { activationAims } from "./aim.ts";
import { assumedOf, isSiteUnknown } from "./assumption.ts";
import { listNames } from "./cause.ts";
import { type CutOff, cutOffRule, type Need, namesOf, type Telling } from "./cut-off.ts";
import { directRoutes } from "./direct-route.ts";
import { lossWords } from "./loss-words.ts";
import type { Tenants } from "./tenant.ts";
import { leavesBySubnet } from "./whole-internet.ts";

/** Windows that cannot reach the servers which activate it from an address of Azure (FWD-21..23). */
export const windowsActivation: CheckRule = cutOffRule({
  code: "TR101",
  severity: "error",
  title: "Windows activation is cut off",
  about:
    "Windows machines activate at Azure's own servers, which answer addresses of Azure alone. Where the way to them ends elsewhere, or comes from another address, activation fails.",
  rules: ["FWD-21", "FWD-23"],
  needsAzureSource: true,
  needOf: windowsIn,
  aimsOf: (_, { network }) => ({ aims: activationAims(network), assumptions: [] }),
  concerns: (_, seen, lost) => !leavesBySubnet(seen, lost),
  tell,
});

/** Who in a subnet runs Windows, or may. */
export function windowsIn({ machines, isVacant }: Tenants): Need | undefined {
  const windows = machines.find(({ system }) => system === "windows");
  if (windows !== undefined) return { certainty: "known", nic: windows.nic };
  // Forwarding appliances are hardly ever Windows.
  const unknown = machines.find(({ system, nic }) => system === undefined && !nic?.forwardsIp);
  if (unknown !== undefined) return { certainty: "supposed", nic: unknown.nic };
  return isVacant ? { certainty: "vacant", nic: undefined } : undefined;
}

function tell(ground: Ground, cutOff: CutOff): Telling {
  const { lost } = cutOff;
  const [first] = lost;
  const names = [...new Set(lost.map(({ aim }) => aim.label))].sort();
  const packets = `packets for ${listNames(names)} (TCP 1688)`;
  const way = first === undefined ? "" : lossWords(ground.model, first.lost, packets);
  const rest = cutOff.isPartial ? " The other servers are reached." : "";
  return {
    severity: severityOf(cutOff),
    message: `${whoWords(ground, cutOff)}: ${way}.${rest}`,
    remedy: remedyOf(cutOff),
    assumptions: assumedOf(ground, cutOff, { system: "Windows", needsAzureSource: true }),
    rules: rulesOf(cutOff),
    repair: directRoutes(ground, cutOff, destinationsOf(cutOff)),
  };
}

function whoWords(ground: Ground, cutOff: CutOff): string {
  const names = listNames(namesOf(ground, cutOff));
  switch (cutOff.certainty) {
    case "known":
      return `Windows machines in ${names} cannot activate`;
    case "supposed":
      return `Machines in ${names} cannot activate Windows`;
    case "vacant":
      return `Windows machines that come into ${names} will not activate`;
  }
}

// The old name has one server; machines set up since 2022 ask for the new one.
function isOldServerOnly({ lost }: CutOff): boolean {
  return lost.every(({ aim }) => aim.label.startsWith("kms."));
}

function severityOf(cutOff: CutOff): Severity {
  const { certainty, cause } = cutOff;
  if (certainty === "vacant") return "info";
  const isDeliberate = cause.kind === "route" && cause.route.nextHop.kind === "none";
  if (certainty === "supposed") return isDeliberate ? "info" : "warning";
  const isSoft = isSiteUnknown(cutOff) || isDeliberate || isOldServerOnly(cutOff);
  return isSoft || cause.kind === "filter" ? "warning" : "error";
}

function remedyOf({ cause }: CutOff): string {
  switch (cause.kind) {
    case "egress":
      return "Give the subnet a NAT gateway, or the machines public addresses.";
    case "filter":
      return "Allow TCP 1688 to the activation servers in a rule that comes first.";
    case "node":
      return "Let it forward the packets, or lead them straight to the Internet by routes for the activation servers.";
    case "firewall":
      return "Allow TCP 1688 to the activation servers in a network rule of the firewall, or lead it past the firewall by routes to the Internet.";
    case "route":
      return "Add a route to the Internet for each activation server; they take nothing else along.";
  }
}

function rulesOf({ cause }: CutOff): NonNullable<Telling["rules"]> {
  switch (cause.kind) {
    case "egress":
      return ["X-25", "FWD-28"];
    case "filter":
      return ["NSG-11", "X-14"];
    case "firewall":
    case "node":
      return [];
    case "route":
      return cause.route.nextHop.kind === "gateway" ? ["GW-28"] : ["UDR-3"];
  }
}

function destinationsOf({ lost }: CutOff): readonly RepairDestination[] {
  return lost.map(({ aim }) => ({
    kind: "prefix",
    name: `kms-${formatIp(aim.address).replaceAll(".", "-")}`,
    prefix: hostPrefix(aim.address),
  }));
}
