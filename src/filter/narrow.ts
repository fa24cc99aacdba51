import {
  type Example,
  type FlowSet,
  narrowToRule,
  narrowToSide,
  type RuleSpace,
} from "../flow/index.ts";
import type { Key, Nic, Subnet } from "../model/index.ts";
import { type PrefixSet, prefixSet } from "../net/index.ts";
import { attachments } from "./attachment.ts";
import type { AdminTests } from "./judge-admin.ts";
import type { GroupTests } from "./judge-group.ts";
import { activationServers } from "./platform.ts";
import { type ScopeSets, spaceOf } from "./rule-space.ts";
import type { AnyRule, RuleTest } from "./rule-test.ts";
import type { Scope } from "./scope.ts";
import type { FilterQuestion } from "./verdict.ts";

/** Everything that the judgement of a set of flows depends on. */
export interface NarrowBench {
  readonly question: Pick<FilterQuestion, "direction" | "privateEndpoint">;
  readonly example: Example;
  readonly subnet: Subnet;
  readonly nic: Nic | undefined;
  readonly scope: Scope;
  readonly sets: ScopeSets;
  readonly admin: AdminTests;
  readonly testsOf: (group: Key) => GroupTests | undefined;
}

/**
 * Makes a set of flows smaller so that filters at a place judge all of them as they judge the
 * example, by the same rules. Addresses of the platform and of many receivers are not told apart.
 */
export function narrow(bench: NarrowBench, given: FlowSet): FlowSet {
  const { question, subnet, nic, admin } = bench;
  const { direction, privateEndpoint } = question;
  let set = narrowToClosed(bench, given);
  if (privateEndpoint !== undefined) {
    if (!subnet.filtersPrivateEndpoints || direction === "outbound") return set;
    return narrowToGroups(bench, undefined, set);
  }
  // Admin rules that end the search keep groups from being asked; asking both is only smaller.
  set = narrowToList(bench, admin[direction], set);
  return narrowToGroups(bench, nic, set);
}

// what a peering without access holds may be judged otherwise.
function narrowToClosed({ question, example, scope }: NarrowBench, set: FlowSet): FlowSet {
  if (scope.closed.length === 0) return set;
  const { flow } = example;
  const side = question.direction === "inbound" ? "sources" : "destinations";
  const ip = question.direction === "inbound" ? flow.source : flow.destination;
  const narrowed = scope.closed.reduce(
    (sum: PrefixSet, { prefix }) => narrowToSide(sum, ip, prefixSet([prefix])),
    set[side],
  );
  return { ...set, [side]: narrowed };
}

function narrowToGroups(bench: NarrowBench, nic: Nic | undefined, given: FlowSet): FlowSet {
  const { question, subnet, example } = bench;
  let set = given;
  for (const { key } of attachments(question.direction, subnet, nic)) {
    const tests = bench.testsOf(key);
    if (tests === undefined) continue;
    // NSG-11: a hidden rule lets activation through.
    if (question.direction === "outbound") {
      const { destination } = example.flow;
      const destinations = narrowToSide(set.destinations, destination, activationServers);
      set = { ...set, destinations };
    }
    set = narrowToList(bench, tests[question.direction], set);
  }
  return set;
}

function narrowToList(
  bench: NarrowBench,
  tests: readonly RuleTest<AnyRule>[],
  given: FlowSet,
): FlowSet {
  const { example, sets: scope, question } = bench;
  const { flow, portSide: asked } = example;
  // Sender's ports do not count at private endpoints (PE-10).
  const portSide = question.privateEndpoint !== undefined && asked === "source" ? "none" : asked;
  const otherPort = portSide === "destination" ? flow.sourcePort : flow.destinationPort;
  let set = given;
  for (const test of tests) {
    const space = spaceOf(test, { scope, portSide, otherPort });
    const closed = narrowToRule(set, example, space);
    set = closed.set;
    if (closed.isMatch) return set;
    if (!space.isSourceOpen && !space.isDestinationOpen) continue;
    set = narrowToRule(set, example, opened(space)).set;
  }
  return set;
}

// What a tag without known prefixes would have to tell may be anything.
function opened(space: ReturnType<typeof spaceOf>): RuleSpace {
  return {
    services: space.services,
    sources: space.isSourceOpen ? undefined : space.sources,
    destinations: space.isDestinationOpen ? undefined : space.destinations,
  };
}
