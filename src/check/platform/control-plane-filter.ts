import type { HostedService, PortRange } from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";
import type { RuleId } from "../../rule/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft, SeenTable } from "../rule.ts";
import { hostIn } from "./aim.ts";
import { subnetName } from "./cause.ts";
import { allIn } from "./hosted.ts";
import { senderIn } from "./sender.ts";
import { tagPrefixes } from "./tag-aim.ts";

/** Security groups that shut out those who manage a hosted service (FWD-51, FWD-52, FWD-56). */
export const controlPlaneFilter: CheckRule = {
  code: "TR116",
  family: "platform",
  severity: "error",
  title: "A security group shuts out Azure's managers",
  about:
    "Services that Azure manages through their subnet name who must be let in there. A security group that denies it leaves the service unmanaged, or Azure refuses the deployment.",
  rules: ["NSG-2"],
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

/** Who must be let in to a subnet, and at which ports. */
interface Needed {
  /** The service tag that they have. */
  readonly tag: string;
  readonly ports: PortRange;
  readonly rule: RuleId;
}

function judge(ground: Ground, seen: SeenTable): readonly Draft[] {
  const { subnet, network } = seen;
  if (subnet.networkSecurityGroup === undefined) return [];
  const services = allIn(ground.model, subnet);
  const host = services.length === 0 ? undefined : senderIn(ground, network, subnet, undefined);
  if (host === undefined) return [];
  return services.flatMap((service) =>
    needsOf(service).flatMap((needed) =>
      deny(ground, seen, { service, needed, host: host.source }),
    ),
  );
}

function needsOf(service: HostedService): readonly Needed[] {
  switch (service.kind) {
    case "apiManagement":
      return service.isClassic ? [inbound("ApiManagement", [3443, 3443], "FWD-51")] : [];
    case "applicationGateway":
      if (service.isIsolated) return [];
      return [
        inbound(
          "GatewayManager",
          service.version === 2 ? [65200, 65535] : [65503, 65534],
          "FWD-56",
        ),
      ];
    case "appServiceEnvironment":
      return service.version === 3 ? [] : [inbound("AppServiceManagement", [454, 455], "FWD-52")];
    case "scaleSet":
    case "managedInstance":
    case "kubernetesCluster":
    case "databricks":
    // What Azure asks of Bastion's security group is told by the group's own rule.
    case "bastion":
      return [];
  }
}

function inbound(tag: string, [first, last]: readonly [number, number], rule: RuleId): Needed {
  return { tag, ports: { first, last }, rule };
}

interface Asked {
  readonly service: HostedService;
  readonly needed: Needed;
  readonly host: Ip;
}

// Both ends of a range of ports stand for all of it.
function deny(ground: Ground, seen: SeenTable, { service, needed, host }: Asked): readonly Draft[] {
  const [prefix] = tagPrefixes(ground, [needed.tag], seen.network.region);
  if (prefix === undefined) return [];
  const { ports } = needed;
  for (const port of new Set([ports.first, ports.last])) {
    const steps = ground.walker.world.filters.judge({
      direction: "inbound",
      flow: {
        protocol: "tcp",
        source: hostIn(prefix),
        sourcePort: undefined,
        destination: host,
        destinationPort: port,
        name: undefined,
      },
      subnet: seen.subnet.key,
      nic: undefined,
      privateEndpoint: undefined,
    });
    const last = steps.at(-1);
    if (last?.verdict !== "denied") continue;
    const where = subnetName(ground.model, seen.subnet);
    const group = last.group?.name ?? "there";
    return [
      {
        message: `Security group ${group} denies ${flowWords(needed)} at ${where} by rule ${last.rule?.name ?? "of its own"}, and Azure manages ${service.name} from there.`,
        remedy: `Allow ${flowWords(needed)} in a rule that comes first.`,
        place: last.places[0] ?? seen.subnet.place,
        related: [service.place],
        affected: [service.id, seen.subnet.id],
        subject: [service.id, needed.tag],
        rules: [needed.rule, ...last.rules],
      },
    ];
  }
  return [];
}

function flowWords({ tag, ports }: Needed): string {
  const range = ports.first === ports.last ? `${ports.first}` : `${ports.first}-${ports.last}`;
  return `TCP ${range} from ${tag}`;
}
