import type { Severity } from "../../diagnostic/index.ts";
import type { FindingAssumption, FindingCode, Repair } from "../../finding/index.ts";
import type { Key, Nic, Subnet } from "../../model/index.ts";
import type { RuleId } from "../../rule/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft, SeenTable } from "../rule.ts";
import type { Aim } from "./aim.ts";
import { type Cause, keyOfCause, placeOf, subjectOf, subnetName } from "./cause.ts";
import { senderIn } from "./sender.ts";
import { type Tenants, tenantsOf } from "./tenant.ts";
import { followOut, type Lost } from "./ways.ts";

/**
 * How sure it is that something in a subnet needs a service: it does; it may, for all that is known
 * of it; nothing is there yet that could.
 */
export type Certainty = "known" | "supposed" | "vacant";

const certainties: readonly Certainty[] = ["known", "supposed", "vacant"];

/** Who in a subnet needs a service. */
export interface Need {
  readonly certainty: Certainty;
  /** Who stands for all; absent where no interface is known. */
  readonly nic: Nic | undefined;
}

/** What is asked about in a subnet. */
export interface Aims {
  readonly aims: readonly Aim[];
  readonly assumptions: readonly FindingAssumption[];
}

/** Something that machines need of the platform. */
export interface Purpose {
  readonly code: FindingCode;
  readonly title: string;
  readonly about: string;
  readonly severity: Severity;
  readonly rules: readonly RuleId[];
  /** Whether it answers addresses of Azure alone (FWD-21). */
  readonly needsAzureSource: boolean;
  readonly needOf: (tenants: Tenants, ground: Ground, seen: SeenTable) => Need | undefined;
  readonly aimsOf: (ground: Ground, seen: SeenTable) => Aims;
  /** Whether a loss is one that this purpose tells; others are told elsewhere. */
  readonly concerns: (ground: Ground, seen: SeenTable, lost: Lost, need: Need) => boolean;
  /** What is said of all that suffer from one cause. */
  readonly tell: (ground: Ground, cutOff: CutOff) => Telling;
}

/** All that one cause cuts off from a service. */
export interface CutOff {
  readonly cause: Cause;
  readonly certainty: Certainty;
  /** Subnets of that certainty, by id. */
  readonly subnets: readonly Subnet[];
  /** What does not get through, each once; the first is shown. */
  readonly lost: readonly { readonly aim: Aim; readonly lost: Lost }[];
  /** Whether other addresses of the service are reached from there. */
  readonly isPartial: boolean;
}

/** What a finding says beside what all of them have. */
export type Telling = Pick<Draft, "message" | "remedy"> & {
  readonly severity: Severity;
  readonly assumptions: readonly FindingAssumption[];
  readonly rules?: readonly RuleId[];
  readonly repair: Repair | undefined;
};

/** The rule that finds subnets which something cuts off from a service, one finding a cause. */
export function cutOffRule(purpose: Purpose): CheckRule {
  const { code, title, about, severity, rules } = purpose;
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
          if (seen.gateway === undefined) look(ground, purpose, seen, found);
        },
        finish: () => [...found.values()].map((one) => draftOf(ground, purpose, one)),
      };
    },
  };
}

interface Found {
  readonly cause: Cause;
  readonly subnets: Record<Certainty, Map<Key, Subnet>>;
  readonly lost: Map<string, { readonly aim: Aim; readonly lost: Lost }>;
  readonly assumptions: Map<string, FindingAssumption>;
  isPartial: boolean;
}

function look(ground: Ground, purpose: Purpose, seen: SeenTable, found: Map<string, Found>): void {
  const need = purpose.needOf(tenantsOf(ground.model, seen.subnet), ground, seen);
  if (need === undefined) return;
  const from = senderIn(ground, seen.network, seen.subnet, need.nic);
  if (from === undefined) return;
  const { aims, assumptions } = purpose.aimsOf(ground, seen);
  const { needsAzureSource } = purpose;
  const told = aims.flatMap((aim) => {
    const outcome = followOut(ground, { seen, from, aim, needsAzureSource });
    const isTold = outcome.kind === "lost" && purpose.concerns(ground, seen, outcome, need);
    return isTold ? [{ aim, lost: outcome }] : [];
  });
  for (const one of told) {
    const group = groupOf(found, one.lost.cause);
    group.subnets[need.certainty].set(seen.subnet.key, seen.subnet);
    // The first subnet of each address shows it; those in which it is surest come first.
    const key = `${certainties.indexOf(need.certainty)} ${one.aim.label} ${one.aim.address}`;
    if (!group.lost.has(key)) group.lost.set(key, one);
    for (const assumption of assumptions) group.assumptions.set(assumption.code, assumption);
    if (told.length < aims.length) group.isPartial = true;
  }
}

function groupOf(found: Map<string, Found>, cause: Cause): Found {
  const key = keyOfCause(cause);
  const known = found.get(key);
  if (known !== undefined) return known;
  const fresh: Found = {
    cause,
    subnets: { known: new Map(), supposed: new Map(), vacant: new Map() },
    lost: new Map(),
    assumptions: new Map(),
    isPartial: false,
  };
  found.set(key, fresh);
  return fresh;
}

function draftOf(ground: Ground, purpose: Purpose, found: Found): Draft {
  const { cause, assumptions } = found;
  const certainty = certainties.find((one) => found.subnets[one].size > 0) ?? "vacant";
  const subnets = [...found.subnets[certainty].values()];
  const rank = `${certainties.indexOf(certainty)} `;
  const lost = [...found.lost].flatMap(([key, one]) => (key.startsWith(rank) ? [one] : []));
  const cutOff: CutOff = { cause, certainty, subnets, lost, isPartial: found.isPartial };
  const telling = purpose.tell(ground, cutOff);
  const [first] = lost;
  return {
    ...telling,
    place: placeOf(cause),
    affected: subnets.map(({ id }) => id),
    subject: subjectOf(cause),
    assumptions: [...telling.assumptions, ...assumptions.values()],
    walks: first === undefined ? [] : [first.lost.show()],
  };
}

/** The subnets of a finding, as people write them. */
export function namesOf({ model }: Ground, { subnets }: CutOff): readonly string[] {
  return subnets.map((subnet) => subnetName(model, subnet));
}
