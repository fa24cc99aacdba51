import type { FindingAssumption, FindingCode } from "../../finding/index.ts";
import type { HostedService } from "../../model/index.ts";
import type { RuleId } from "../../rule/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, SeenTable } from "../rule.ts";
import { listNames } from "./cause.ts";
import { type Aims, type CutOff, cutOffRule, namesOf, type Telling } from "./cut-off.ts";
import { directRoutes } from "./direct-route.ts";
import { allIn } from "./hosted.ts";
import { lossWords } from "./loss-words.ts";
import { aimsOf, type TaggedService } from "./tag-aim.ts";
import { tagsAbsent } from "./tags-absent.ts";
import { isPolicy } from "./whole-internet.ts";

/** A kind of hosted service that sends to others of Azure's by its own routes. */
export interface HostedPurpose {
  readonly code: FindingCode;
  readonly title: string;
  readonly about: string;
  readonly rules: readonly RuleId[];
  readonly isMeant: (service: HostedService) => boolean;
  /** `Cluster`, `Databricks workspace`. */
  readonly called: string;
  /** What it needs; names may depend on the region. */
  readonly needsIn: (region: string | undefined) => readonly TaggedService[];
  readonly remedy: string;
  /** Whether it brings a way out of its own, such as a load balancer. */
  readonly bringsEgress: boolean;
}

/** The rule for such services. */
export function hostedPurposeRule(purpose: HostedPurpose): CheckRule {
  const { code, title, about, rules } = purpose;
  return cutOffRule({
    code,
    title,
    about,
    severity: "error",
    rules,
    needsAzureSource: false,
    needOf: (_, { model }, { subnet }) =>
      allIn(model, subnet).some(purpose.isMeant)
        ? { certainty: "known", nic: undefined }
        : undefined,
    aimsOf: (ground, seen) => findAims(ground, seen, purpose),
    concerns: (_, __, lost) =>
      isPolicy(lost) || (lost.cause.kind === "egress" && !purpose.bringsEgress),
    tell: (ground, cutOff) => tell(ground, cutOff, purpose),
  });
}

function findAims(ground: Ground, seen: SeenTable, purpose: HostedPurpose): Aims {
  const found = purpose
    .needsIn(seen.network.region)
    .map((service) => aimsOf(ground, seen, service));
  const isKnown = found.every(({ isTagKnown }) => isTagKnown);
  const assumptions: readonly FindingAssumption[] = isKnown
    ? []
    : [tagsAbsent("the services that it needs")];
  return { aims: found.flatMap(({ aims }) => aims), assumptions };
}

function tell(ground: Ground, cutOff: CutOff, purpose: HostedPurpose): Telling {
  const { model } = ground;
  const { lost, subnets } = cutOff;
  const [first] = lost;
  const [home] = subnets;
  const services = subnets.flatMap((subnet) => allIn(model, subnet).filter(purpose.isMeant));
  const names = listNames([...new Set(services.map(({ name }) => name))].sort());
  const labels = listNames([...new Set(lost.map(({ aim }) => aim.label))].sort());
  const where = listNames(namesOf(ground, cutOff));
  const way = first === undefined ? "" : lossWords(model, first.lost, "packets for them");
  const region = home === undefined ? undefined : model.networks.get(home.network)?.region;
  const tags = purpose.needsIn(region).flatMap((service) => service.tags);
  return {
    severity: "error",
    message: `${purpose.called} ${names} cannot reach ${labels} from ${where}: ${way}.`,
    remedy: purpose.remedy,
    assumptions: [],
    repair: directRoutes(
      ground,
      cutOff,
      tags.map((tag) => ({ kind: "serviceTag", tag })),
    ),
  };
}
