import type { Model } from "../../model/index.ts";
import {
  type EffectiveTable,
  listTargets,
  Router,
  type Target,
  targetName,
} from "../../route/index.ts";
import { printAnswer } from "../answer/print-answer.ts";
import { printList } from "../answer/print-list.ts";
import { sayAssumptions } from "../assumptions.ts";
import { withEstate } from "../estate/estate.ts";
import { exitCodeOf } from "../exit-code.ts";
import { targetOf } from "../find-target.ts";
import type { RoutesOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { routesAnswer, routesList } from "./routes-answer.ts";
import { rowsOfTarget, type TargetRows } from "./target-rows.ts";

/** Prints the effective routes of some targets, or of all. */
export async function showRoutes(
  session: Session<RoutesOptions>,
  texts: readonly string[],
): Promise<number> {
  const { options } = session;
  if (texts.length === 0 && options.all !== true) {
    throw new UsageError("no target was given", "Name a target, or give --all.");
  }
  return withEstate(session, async (estate) => {
    const targets = targetsOf(estate.model, texts, options);
    const router = new Router(estate.model);
    await printTargets(session, router, targets);
    if (options.all !== true) sayGatewaysBeside(session, estate.model, targets);
    const hasAssumptions = sayAssumptions(session.conversation, estate, tablesOf(router, targets));
    return exitCodeOf({ hasFindings: false, hasAssumptions }, options);
  });
}

// What an interface in the gateways' subnet sees is not always what the gateways see (X-28).
function sayGatewaysBeside(
  { conversation }: Session<RoutesOptions>,
  model: Model,
  targets: readonly Target[],
): void {
  for (const target of targets) {
    if (target.kind !== "subnet" || target.named.role !== "gateway") continue;
    const names = [...model.gateways.values()]
      .filter(({ subnet }) => subnet === target.named.key)
      .map(({ name }) => name);
    if (names.length === 0) continue;
    conversation.note(
      `${targetName(model, target)}: these are the routes of an interface there; for those of its gateway, ask for ${names.join(" or ")} (PE-9, X-28)`,
    );
  }
}

async function printTargets(
  { io, options }: Session<RoutesOptions>,
  router: Router,
  targets: readonly Target[],
): Promise<void> {
  const form = { isExplained: options.explain === true };
  const [only, ...others] = targets;
  if (only !== undefined && others.length === 0 && options.all !== true) {
    return printAnswer(
      io,
      options,
      routesAnswer(rowsOfTarget(router, only, form.isExplained), form),
    );
  }
  const hasHubs = targets.some(({ kind }) => kind === "hub");
  const rows = rowsOfTargets(router, targets, form.isExplained);
  return printList(io, options, routesList({ targets: rows, hasHubs }, form));
}

function* rowsOfTargets(
  router: Router,
  targets: readonly Target[],
  isExplained: boolean,
): Iterable<TargetRows> {
  for (const target of targets) yield rowsOfTarget(router, target, isExplained);
}

function targetsOf(
  model: Model,
  texts: readonly string[],
  { all }: RoutesOptions,
): readonly Target[] {
  return all === true ? listTargets(model) : texts.map((text) => targetOf(model, text));
}

function* tablesOf(router: Router, targets: readonly Target[]): Iterable<EffectiveTable> {
  for (const target of targets) {
    const table = target.kind === "hub" ? undefined : router.tableOf(target.view);
    if (table !== undefined) yield table;
  }
}
