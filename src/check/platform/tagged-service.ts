import type { FindingAssumption, FindingCode } from "../../finding/index.ts";
import { type MachineAgent, type Model, perModel } from "../../model/index.ts";
import type { RuleId } from "../../rule/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule } from "../rule.ts";
import { isTunnel, listNames } from "./cause.ts";
import { type CutOff, cutOffRule, type Need, namesOf, type Telling } from "./cut-off.ts";
import { directRoutes } from "./direct-route.ts";
import { lossWords } from "./loss-words.ts";
import { aimsOf, type TaggedService } from "./tag-aim.ts";
import { tagsAbsent } from "./tags-absent.ts";
import type { Tenants } from "./tenant.ts";
import { isPolicy, leavesBySubnet } from "./whole-internet.ts";

/** A service of Azure's that an agent inside a machine needs, reached by its service tag. */
export interface AgentService extends TaggedService {
  readonly name: string;
  readonly code: FindingCode;
  readonly title: string;
  readonly about: string;
  readonly rules: readonly RuleId[];
  /** The extension that shows that a machine needs it. */
  readonly agent: MachineAgent;
  /** Whether machines are worth telling of that show no such extension. */
  readonly mayBeUsedUnseen: boolean;
  /** What people call it, and what its agent does, as in "machines with ...". */
  readonly called: string;
  readonly users: string;
  /** The kind of private endpoint by which it may be reached instead, lower case. */
  readonly privateGroup: string | undefined;
}

/** The rule for such a service. */
export function agentServiceRule(service: AgentService): CheckRule {
  const { code, title, about, rules } = service;
  return cutOffRule({
    code,
    title,
    about,
    severity: "error",
    rules,
    needsAzureSource: false,
    needOf: (tenants, { model }) =>
      isReachedPrivately(model, service) ? undefined : needOf(tenants, service),
    aimsOf: (ground, seen) => {
      const { aims, isTagKnown } = aimsOf(ground, seen, service);
      return { aims, assumptions: isTagKnown ? [] : [tagsAbsent(service.called)] };
    },
    concerns: (_, seen, lost, { certainty }) =>
      certainty === "known"
        ? isPolicy(lost) || (lost.cause.kind === "egress" && !leavesBySubnet(seen, lost))
        : isTunnel(lost.cause),
    tell: (ground, cutOff) => tell(ground, cutOff, service),
  });
}

function needOf({ machines }: Tenants, service: AgentService): Need | undefined {
  const sure = machines.find(({ agents }) => agents.includes(service.agent));
  if (sure !== undefined) return { certainty: "known", nic: sure.nic };
  const other = machines.find(({ nic }) => nic?.forwardsIp !== true);
  if (!service.mayBeUsedUnseen || other === undefined) return undefined;
  return { certainty: "supposed", nic: other.nic };
}

// Which names a private endpoint answers for depends on what is behind it: where there is one, the
// public way may not be the one that is taken.
function isReachedPrivately(model: Model, { privateGroup }: AgentService): boolean {
  return privateGroup !== undefined && privateGroups(model).has(privateGroup);
}

const privateGroups: (model: Model) => ReadonlySet<string> = perModel(
  ({ privateEndpoints }) =>
    new Set(
      [...privateEndpoints.values()].flatMap(({ groupIds }) =>
        groupIds.map((group) => group.toLowerCase()),
      ),
    ),
);

function tell(ground: Ground, cutOff: CutOff, service: AgentService): Telling {
  const { called, users, tags } = service;
  const [first] = cutOff.lost;
  const names = listNames(namesOf(ground, cutOff));
  const way = first === undefined ? "" : lossWords(ground.model, first.lost, "packets for it");
  const isSure = cutOff.certainty === "known";
  const who = isSure ? `Machines with ${users} in ${names}` : `Machines in ${names}`;
  const some = cutOff.isPartial ? `a part of ${called}` : called;
  return {
    severity: isSure ? "error" : "info",
    message: `${who} cannot reach ${some}: ${way}.`,
    remedy:
      cutOff.cause.kind === "firewall"
        ? `Allow the service tag ${listNames(tags)} in a network rule of the firewall, or lead it to the Internet by a route of its own.`
        : `Lead the service tag ${listNames(tags)} to the Internet by a route, or use private endpoints.`,
    assumptions: isSure ? [] : [useUnknown(names, called)],
    repair: directRoutes(
      ground,
      cutOff,
      tags.map((tag) => ({ kind: "serviceTag", tag })),
    ),
  };
}

function useUnknown(names: string, called: string): FindingAssumption {
  return {
    code: "useUnknown",
    message: `Nothing tells whether machines in ${names} use ${called}.`,
    rules: ["FWD-50"],
  };
}
