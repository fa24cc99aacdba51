import { type Caller, findService, judgeAccess } from "../../access/index.ts";
import type { Place } from "../../diagnostic/index.ts";
import type { Disposition, Flow } from "../../flow/index.ts";
import type { RuleId } from "../../rule/index.ts";
import { end, step } from "../engine/act.ts";
import type { Next, Visit, World } from "../engine/visit.ts";
import type { Node } from "../node.ts";
import type { Step } from "../step.ts";
import type { TraceAssumption } from "../trace.ts";
import { factsOf, type ServiceFacts } from "./service-node.ts";

/** A packet that has reached a service. */
export interface AtService {
  readonly flow: Flow;
  readonly caller: Caller;
  readonly success: Disposition;
  /** The first reply, once it is known who answers. */
  readonly answer: (service: Node) => Next;
  readonly rules: readonly RuleId[];
  readonly places: readonly Place[];
}

/** What a service answers by its own rules. */
export interface ServiceAnswer {
  readonly service: ServiceFacts;
  readonly steps: readonly Step[];
  readonly outcome: Visit["outcome"];
  readonly assumptions: readonly TraceAssumption[];
}

/** Asks the service behind an address whether it lets the caller in (SE-7, FWD-21). */
export function askService({ model }: World, at: AtService): ServiceAnswer {
  const { flow, caller, success, answer, rules, places } = at;
  const found = findService(model, {
    address: flow.destination,
    name: flow.name,
    privateEndpoint: caller.privateEndpoint,
  });
  const service = factsOf(found);
  const verdict = judgeAccess(model, found, caller);
  const about = [service.name];
  const asked = step(
    { kind: "access", service: service.name, verdict },
    verdict.rules,
    verdict.places,
  );
  const outcome = {
    allowed: () => end(success, "answers", { about, rules, places, answer: answer(service.node) }),
    denied: () =>
      end("deniedByService", "serviceRefuses", {
        about,
        rules: verdict.rules,
        places: verdict.places,
      }),
    unknown: () =>
      end("insufficientInfo", "missing", { about, rules: verdict.rules, places: verdict.places }),
  }[verdict.verdict]();
  return { service, steps: [asked], outcome, assumptions: verdict.assumptions };
}
