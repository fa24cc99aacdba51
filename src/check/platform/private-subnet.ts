import type { Severity } from "../../diagnostic/index.ts";
import type { Nic, Subnet } from "../../model/index.ts";
import { lookupRoute } from "../../route/index.ts";
import { type Egress, findEgress } from "../../translate/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft, SeenTable } from "../rule.ts";
import { showWalk } from "../show-walk.ts";
import { type Aim, somewhere } from "./aim.ts";
import { subnetName } from "./cause.ts";
import { flowTo, senderIn } from "./sender.ts";
import { type Tenant, tenantsOf } from "./tenant.ts";

/** Machines whose route leads to the Internet, and which have nothing to leave with (8.6, X-25). */
export const privateSubnet: CheckRule = {
  code: "TR115",
  family: "platform",
  severity: "warning",
  title: "Machines have no way out",
  about:
    "A route to the Internet is not enough: in a private subnet, or behind a Standard load balancer, a machine leaves only by a NAT gateway, a public address or an outbound rule.",
  rules: ["FWD-28", "FWD-31", "X-25"],
  begin: (ground) => {
    const drafts: Draft[] = [];
    return {
      visit: (seen) => {
        if (seen.gateway === undefined) drafts.push(...judge(ground, seen));
      },
      finish: () => drafts,
    };
  },
};

/** A machine that cannot leave, and why. */
interface Stuck {
  readonly tenant: Tenant & { readonly nic: Nic };
  readonly egress: Egress;
}

const anyone: Aim = { address: somewhere, name: undefined, port: 443, label: "the Internet" };

function judge(ground: Ground, seen: SeenTable): readonly Draft[] {
  const { subnet, table } = seen;
  if (subnet.role !== "workload" || subnet.natGateway !== undefined) return [];
  const { machines } = tenantsOf(ground.model, subnet);
  if (machines.length === 0) return [];
  if (lookupRoute(table.groups, somewhere)?.route.nextHop.kind !== "internet") return [];
  const stuck = machines.flatMap((tenant) => stuckAt(ground, seen, tenant));
  const [first] = stuck;
  return first === undefined
    ? []
    : [draftOf(ground, seen, { machines, stuck: [first, ...stuck.slice(1)] })];
}

function stuckAt(ground: Ground, seen: SeenTable, tenant: Tenant): readonly Stuck[] {
  const { nic } = tenant;
  const from = nic && senderIn(ground, seen.network, seen.subnet, nic);
  if (nic === undefined || from?.nic === undefined) return [];
  const question = { flow: flowTo(from, anyone), subnet: seen.subnet.key, nic: nic.key };
  const egress = findEgress(ground.model, question);
  const isStuck = egress.kind === "none" && told.has(egress.obstacle ?? "protocol");
  return isStuck ? [{ tenant: { ...tenant, nic }, egress }] : [];
}

// Others are about protocols and families, about packets of somebody else, or about machines that leave
// by another interface.
const told: ReadonlySet<NonNullable<Egress["obstacle"]>> = new Set([
  "privateSubnet",
  "flexibleSet",
  "standardBalancer",
]);

interface Found {
  readonly machines: readonly Tenant[];
  readonly stuck: readonly [Stuck, ...Stuck[]];
}

function draftOf(ground: Ground, seen: SeenTable, { machines, stuck }: Found): Draft {
  const { subnet, network } = seen;
  const [first] = stuck;
  const windows = stuck.find(({ tenant }) => tenant.system === "windows");
  const where = subnetName(ground.model, subnet);
  const who = whoWords(stuck.length, machines.length);
  const from = senderIn(ground, network, subnet, (windows ?? first).tenant.nic);
  const destination = somewhere;
  return {
    severity: severityOf(windows),
    message: `${who} in ${where} cannot leave to the Internet: ${whyWords(first.egress, subnet)}. ${lostWords(windows)}`,
    remedy: "Give the subnet a NAT gateway, or lead its traffic through an appliance.",
    place: subnet.place,
    affected:
      stuck.length < machines.length ? stuck.map(({ tenant }) => tenant.nic.id) : [subnet.id],
    subject: [first.egress.obstacle ?? ""],
    rules: first.egress.rules,
    walks:
      from === undefined
        ? []
        : [showWalk(ground, { ...from, destination, protocol: "tcp", port: 443 })],
    repair: { kind: "addEgress", subnets: [subnet.key] },
  };
}

function severityOf(windows: Stuck | undefined): Severity {
  return windows === undefined ? "info" : "warning";
}

function whoWords(stuck: number, all: number): string {
  if (stuck < all) return `${stuck} of ${all} machines`;
  return all === 1 ? "The only machine" : `All ${all} machines`;
}

function whyWords({ obstacle, by }: Egress, subnet: Subnet): string {
  switch (obstacle) {
    case "flexibleSet":
      return `members of a flexible scale set (${by ?? "unnamed"}) get no address for it by themselves`;
    case "standardBalancer":
      return `behind ${by ?? "a Standard load balancer"} they get no address for it without an outbound rule`;
    default:
      return `subnet ${subnet.name} is private, and no NAT gateway, public address or outbound rule serves them`;
  }
}

function lostWords(windows: Stuck | undefined): string {
  return windows === undefined
    ? "Updates, Entra ID and Azure Monitor are out of reach but by private endpoints."
    : "Windows does not activate there, and updates, Entra ID and Azure Monitor are out of reach but by private endpoints.";
}
