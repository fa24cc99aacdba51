import type { Model } from "../../model/index.ts";
import { listTargets, Router, type Target, targetName } from "../../route/index.ts";
import { type Answer, printAnswer } from "../answer/print-answer.ts";
import { sayAssumptions } from "../assumptions.ts";
import { type Estate, withEstate } from "../estate/estate.ts";
import { exitCodeOf } from "../exit-code.ts";
import { targetOf } from "../find-target.ts";
import type { RoutesOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { routesAnswer } from "./routes-answer.ts";
import { rowsOfTarget } from "./target-rows.ts";

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
    await printAnswer(session.io, options, answerFor(router, targets, options));
    if (options.all !== true) sayGatewaysBeside(session, estate.model, targets);
    const hasAssumptions = sayAssumptions(session.conversation, estate, viewsOf(router, targets));
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

function answerFor(router: Router, targets: readonly Target[], options: RoutesOptions): Answer {
  const isExplained = options.explain === true;
  return routesAnswer(
    targets.map((target) => rowsOfTarget(router, target, isExplained)),
    { isExplained, isList: options.all === true },
  );
}

function targetsOf(
  model: Model,
  texts: readonly string[],
  { all }: RoutesOptions,
): readonly Target[] {
  return all === true ? listTargets(model) : texts.map((text) => targetOf(model, text));
}

function viewsOf(router: Router, targets: readonly Target[]): Parameters<typeof sayAssumptions>[2] {
  return targets.flatMap((target) => {
    const table = target.kind === "hub" ? undefined : router.tableOf(target.view);
    return table === undefined ? [] : [{ router, table }];
  });
}

/** What `showRoutes` needs of an estate. */
export type RoutesEstate = Pick<Estate, "model">;
