import { compareFindings, type Finding } from "../finding/index.ts";
import { type RuleId, weakestConfidence } from "../rule/index.ts";
import { checkRules } from "./catalogue.ts";
import type { Ground } from "./ground.ts";
import type { CheckRule, Draft, Inspection, SeenTable } from "./rule.ts";

/**
 * Runs rules over an estate, all of the catalogue where none are named; gives their findings in the
 * order in which they are listed. Never throws on any model. Cost: one pass over all tables, and
 * what the rules follow up.
 */
export function runChecks(
  ground: Ground,
  rules: readonly CheckRule[] = checkRules,
): readonly Finding[] {
  const runs = rules.map((rule) => ({ rule, inspection: rule.begin(ground) }));
  const visitors = runs.flatMap(({ inspection }) => inspection.visit ?? []);
  if (visitors.length > 0) visitTables(ground, visitors);
  return runs
    .flatMap(({ rule, inspection }) => inspection.finish().map((draft) => complete(rule, draft)))
    .sort(compareFindings);
}

function visitTables(ground: Ground, visitors: readonly NonNullable<Inspection["visit"]>[]): void {
  for (const seen of tablesOf(ground)) {
    for (const visit of visitors) visit(seen);
  }
}

// Network by network: a router remembers the tables of some hundred networks.
function* tablesOf({ model, router }: Ground): Iterable<SeenTable> {
  for (const network of model.networks.values()) {
    for (const key of [...network.subnets].sort()) {
      const subnet = model.subnets.get(key);
      const view = { subnet: key, gateway: undefined };
      const table = router.tableOf(view);
      if (subnet === undefined || table === undefined) continue;
      yield { view, network, subnet, gateway: undefined, table };
    }
  }
  for (const gateway of model.gateways.values()) {
    const network = model.networks.get(gateway.network);
    const subnet = model.subnets.get(gateway.subnet);
    const view = { subnet: gateway.subnet, gateway: gateway.key };
    const table = router.tableOf(view);
    if (network === undefined || subnet === undefined || table === undefined) continue;
    yield { view, network, subnet, gateway, table };
  }
}

function complete(rule: CheckRule, draft: Draft): Finding {
  const assumptions = draft.assumptions ?? [];
  const ids = new Set<RuleId>([...rule.rules, ...(draft.rules ?? [])]);
  return {
    code: rule.code,
    family: rule.family,
    severity: draft.severity ?? rule.severity,
    title: rule.title,
    message: draft.message,
    remedy: draft.remedy,
    place: draft.place,
    related: draft.related ?? [],
    affected: [...new Set(draft.affected ?? [])].sort(),
    subject: draft.subject ?? [],
    rules: [...ids].sort(),
    confidence: weakestConfidence([...ids]),
    assumptions,
    walks: draft.walks ?? [],
    repair: draft.repair,
  };
}
