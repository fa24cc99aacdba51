import type { Place } from "../../diagnostic/index.ts";
import type { Route } from "../../route/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { type Cause, causesOf } from "./cause.ts";
import { landscapeOf } from "./gather.ts";
import { draftOf, type Parts } from "./told.ts";

/** Equal appliances of which the reply may meet another one than its flow (SEL-7, FWD-8). */
export const equalDevices: CheckRule = {
  code: "TR406",
  family: "symmetry",
  severity: "warning",
  title: "Replies may meet another one of several firewalls",
  about:
    "Several equal appliances share flows by hash, and each direction is hashed for itself: where they keep state and do not translate, an appliance drops replies to flows that another one has seen.",
  rules: ["SEL-7", "FWD-8", "FWD-26"],
  begin: (ground) => ({
    visit: landscapeOf(ground).visit,
    finish: () => causesOf(ground, "TR406").flatMap((cause) => draftsOf(ground, cause)),
  }),
};

function draftsOf(ground: Ground, cause: Cause): readonly Draft[] {
  return draftOf(ground, cause, ({ there }): Parts => {
    const place = there.first && placeOf(ground, there.first.route);
    const remedy =
      "Let both directions come to one front end of a load balancer with a rule for all ports, or let the appliances put their own address on what they send.";
    return place === undefined ? { remedy } : { remedy, place };
  });
}

// What a Route Server has heard stands in no resource; the server is where one would look.
function placeOf({ model }: Ground, { nextHop, places }: Route): Place {
  if (nextHop.kind !== "gateway") return places[0];
  const producers = new Set(nextHop.paths.map(({ producer }) => producer));
  const server = [...model.routeServers.values()].find(({ peers }) =>
    peers.some(({ key }) => producers.has(key)),
  );
  return server?.place ?? places[0];
}
