import type { Severity } from "../../diagnostic/index.ts";
import type { FindingAssumption, FindingCode, FindingWalk, Repair } from "../../finding/index.ts";
import type { HostedService, Key, Subnet } from "../../model/index.ts";
import type { Match } from "../../route/index.ts";
import type { RuleId } from "../../rule/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft, SeenTable } from "../rule.ts";
import { showWalk } from "../show-walk.ts";
import type { Aim } from "./aim.ts";
import { astrayRoute, causeIn } from "./astray.ts";
import { type Cause, keyOfCause, placeOf, subjectOf } from "./cause.ts";
import { senderIn } from "./sender.ts";

/** A service whose packets must leave its subnet straight to the Internet. */
export interface Straight {
  readonly code: FindingCode;
  readonly title: string;
  readonly about: string;
  readonly severity: Severity;
  readonly rules: readonly RuleId[];
  /** The services of a subnet that this is about; empty for most subnets. */
  readonly servicesIn: (ground: Ground, seen: SeenTable) => readonly HostedService[];
  /** What must go straight, and what is taken for granted about it. */
  readonly aimsOf: (
    ground: Ground,
    seen: SeenTable,
  ) => { readonly aims: readonly Aim[]; readonly assumptions: readonly FindingAssumption[] };
  readonly tell: (ground: Ground, led: LedAstray) => Told;
}

/** What one route leads astray. */
export interface LedAstray {
  readonly cause: Cause;
  readonly match: Match;
  /** Each once, by id. */
  readonly services: readonly HostedService[];
  readonly subnets: readonly Subnet[];
  /** What does not go straight. */
  readonly aims: readonly Aim[];
}

/** What a finding says beside what all of them have. */
export interface Told {
  readonly severity?: Severity;
  readonly message: string;
  readonly remedy: string;
  readonly assumptions?: readonly FindingAssumption[];
  readonly repair: Repair | undefined;
}

/** The rule for such a service: one finding for each route that leads its packets elsewhere. */
export function straightRule(straight: Straight): CheckRule {
  const { code, title, about, severity, rules } = straight;
  return {
    code,
    family: "platform",
    severity,
    title,
    about,
    rules,
    begin: (ground) => {
      const found = new Map<string, Found>();
      return {
        visit: (seen) => {
          if (seen.gateway === undefined) look(ground, straight, seen, found);
        },
        finish: () => [...found.values()].map((one) => draftOf(ground, straight, one)),
      };
    },
  };
}

interface Found {
  readonly cause: Cause;
  readonly match: Match;
  readonly seen: SeenTable;
  readonly services: Map<Key, HostedService>;
  readonly subnets: Map<Key, Subnet>;
  readonly aims: Map<string, Aim>;
  readonly assumptions: Map<string, FindingAssumption>;
}

function look(
  ground: Ground,
  straight: Straight,
  seen: SeenTable,
  found: Map<string, Found>,
): void {
  const services = straight.servicesIn(ground, seen);
  if (services.length === 0) return;
  const { aims, assumptions } = straight.aimsOf(ground, seen);
  for (const aim of aims) {
    const match = astrayRoute(seen.table, aim.address);
    if (match === undefined) continue;
    const group = groupOf(found, seen, match);
    group.subnets.set(seen.subnet.key, seen.subnet);
    group.aims.set(aim.label, aim);
    for (const service of services) group.services.set(service.key, service);
    for (const assumption of assumptions) group.assumptions.set(assumption.code, assumption);
  }
}

function groupOf(found: Map<string, Found>, seen: SeenTable, match: Match): Found {
  const cause = causeIn(seen, match);
  const key = keyOfCause(cause);
  const known = found.get(key);
  if (known !== undefined) return known;
  const maps = { services: new Map(), subnets: new Map(), aims: new Map() } as const;
  const fresh: Found = { cause, match, seen, ...maps, assumptions: new Map() };
  found.set(key, fresh);
  return fresh;
}

function draftOf(ground: Ground, straight: Straight, found: Found): Draft {
  const services = [...found.services.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const subnets = [...found.subnets.values()];
  const aims = [...found.aims.values()];
  const { cause, match } = found;
  const told = straight.tell(ground, { cause, match, services, subnets, aims });
  return {
    ...told,
    place: placeOf(cause),
    affected: [...services, ...subnets].map(({ id }) => id),
    subject: subjectOf(cause),
    assumptions: [...(told.assumptions ?? []), ...found.assumptions.values()],
    walks: walksOf(ground, found, aims[0]),
  };
}

// A packet of any host of the subnet takes the way that those of the service take.
function walksOf(ground: Ground, { seen }: Found, aim: Aim | undefined): readonly FindingWalk[] {
  const from = senderIn(ground, seen.network, seen.subnet, undefined);
  if (aim === undefined || from === undefined) return [];
  const { address: destination, port } = aim;
  return [showWalk(ground, { ...from, destination, protocol: "tcp", port })];
}
