import { type Disposition, isSuccess } from "../../flow/index.ts";
import type { Key, Model } from "../../model/index.ts";
import type { EndReason, Hop, Pass, Step, Trace } from "../../walk/index.ts";
import type { Cause } from "./cause.ts";

/** How a packet was lost. */
export interface Loss {
  readonly disposition: Disposition;
  /** Absent where it did not end but left for somewhere that nobody describes. */
  readonly reason: EndReason | undefined;
  /** Names and addresses that the end is about. */
  readonly about: readonly string[];
  /** Name of where it ended. */
  readonly node: string;
}

/** What a walk says about reaching a service. */
export type Reading =
  | { readonly kind: "reached" }
  /** The snapshot does not tell. */
  | { readonly kind: "unknown" }
  | {
      readonly kind: "lost";
      readonly loss: Loss;
      readonly cause: Cause;
      /** Whether the first route of the walk is the cause. */
      readonly isFirstRoute: boolean;
    };

/**
 * Reads what became of a packet on the first of its ways that fails; answers do not count. What
 * leaves for a site that nobody describes is unknown, or lost where it is sure to come from no
 * address of Azure (FWD-21).
 */
export function readTrace(model: Model, trace: Trace, needsAzureSource: boolean): Reading {
  const passes = trace.journeys.map(({ forward }) => forward);
  const failed = passes.find(({ disposition }) => !isSuccess(disposition));
  const outside = passes.find(({ disposition }) => disposition === "exitsToOnPremises");
  if (failed === undefined && outside === undefined) return { kind: "reached" };
  if (failed === undefined && !needsAzureSource) return { kind: "unknown" };
  const pass = failed ?? (outside as Pass);
  if (pass.disposition === "insufficientInfo") return { kind: "unknown" };
  const loss = lossOf(pass);
  const routes = routesOf(model, pass);
  const cause = causeOf(pass, loss, routes.at(-1)?.cause);
  if (cause === undefined) return { kind: "unknown" };
  return { kind: "lost", loss, cause, isFirstRoute: cause === routes[0]?.cause };
}

type End = Extract<Step, { kind: "end" }>;

function endOf({ hops }: Pass): End | undefined {
  const step = hops.at(-1)?.steps.at(-1);
  return step?.kind === "end" ? step : undefined;
}

function lossOf(pass: Pass): Loss {
  const end = endOf(pass);
  const node = pass.hops.at(-1)?.node.name ?? "";
  return { disposition: pass.disposition, reason: end?.reason, about: end?.about ?? [], node };
}

function causeOf(pass: Pass, loss: Loss, route: Cause | undefined): Cause | undefined {
  const end = endOf(pass);
  const at = pass.hops.at(-1)?.node;
  const place = end?.places[0] ?? at?.place;
  switch (loss.disposition) {
    case "deniedByFirewall":
      return place && { kind: "firewall", name: loss.node, rule: loss.about[2], place };
    case "deniedByNsg":
    case "deniedByAdminRule":
      return place && filterCause(pass, place);
    case "noOutbound":
      if (loss.reason !== "noEgress") return route;
      return place && { kind: "egress", name: loss.about[0] ?? loss.node, place };
    case "ipForwardingDisabled":
    case "guestDrops":
      return place && { kind: "node", name: loss.node, place };
    default:
      return route;
  }
}

function filterCause(pass: Pass, place: NonNullable<Hop["node"]["place"]>): Cause {
  const steps = pass.hops.at(-1)?.steps ?? [];
  const step = steps.findLast((one) => one.kind === "filter");
  const verdict = step?.kind === "filter" ? step.verdict : undefined;
  const group = verdict?.group?.name ?? "a security group";
  return { kind: "filter", group, rule: verdict?.rule?.name ?? "its rules", place };
}

interface Led {
  readonly cause: Cause;
}

// The routes of a walk that lead elsewhere than to the Internet, each with the subnet whose table has it.
function routesOf(model: Model, { hops }: Pass): readonly Led[] {
  return hops.flatMap((hop) => {
    const subnet = subnetOf(model, hop);
    return hop.steps.flatMap((step): readonly Led[] => {
      if (step.kind !== "route" || subnet === undefined) return [];
      if (step.route.nextHop.kind === "internet") return [];
      return [{ cause: { kind: "route", route: step.route, prefix: step.prefix, subnet } }];
    });
  });
}

function subnetOf({ nics, subnets, firewalls }: Model, { node }: Hop): Key | undefined {
  const { key } = node;
  if (key === undefined) return undefined;
  return nics.get(key)?.subnet ?? firewalls.get(key)?.subnet ?? subnets.get(key)?.key;
}
