import { parseIp } from "../../net/index.ts";
import type { Outcome, OutcomePass } from "../../reach/index.ts";
import type { EndReason } from "../../walk/index.ts";
import { decisiveWay, failingPass } from "./classify.ts";
import type { Positions } from "./flow-change.ts";

// Names that tell where a cause was met, rather than which it is: many subnets have a security group
// of their own, and many networks miss the same next hop.
const placeAt: Partial<Record<EndReason, readonly number[]>> = {
  filterDenies: [0],
  nextHopNobody: [1],
  nextHopNotConnected: [1],
  noEgress: [0],
  selectorsExclude: [1],
};

const aboutNextHop: ReadonlySet<EndReason> = new Set(["nextHopNobody", "nextHopNotConnected"]);

/** Text that two failures share when people would call them one cause. */
export function causeKey({ reason, about }: OutcomePass): string {
  const own = about.filter((name, at) => {
    const isPlace = placeAt[reason]?.includes(at) ?? false;
    // Every flow has addresses of its own.
    return !isPlace && (aboutNextHop.has(reason) || parseIp(name) === undefined);
  });
  return [reason, ...own].join(" ");
}

/** What the failures of several flows are about: the names in each position, each once, as met. */
export function causeNames(outcomes: readonly (Outcome | undefined)[]): Positions {
  const abouts = outcomes.flatMap((outcome) => {
    const failing = outcome && failingPass(decisiveWay(outcome));
    return failing === undefined ? [] : [failing.pass.about];
  });
  const length = Math.max(0, ...abouts.map((about) => about.length));
  return Array.from({ length }, (_, at) => [
    ...new Set(abouts.flatMap((about) => about[at] ?? [])),
  ]);
}
