import { formatIp } from "../../net/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { type Cause, causesOf } from "./cause.ts";
import { landscapeOf } from "./gather.ts";
import { returnRoutes } from "./repair.ts";
import { draftOf, type Parts } from "./told.ts";
import { endNames, routesFor } from "./words.ts";

/** Flows between subnets that pass a stateful device in one direction only (FWD-26). */
export const differentDevices: CheckRule = {
  code: "TR401",
  family: "symmetry",
  severity: "error",
  title: "Flows and their replies pass different firewalls",
  about:
    "One side sends through a device that keeps state, and the other answers past it. The device sees half of each connection, and drops answers to what it has not seen begin.",
  rules: ["FWD-26", "FWD-1"],
  begin: (ground) => ({
    visit: landscapeOf(ground).visit,
    finish: () => causesOf(ground, "TR401").flatMap((cause) => draftsOf(ground, cause)),
  }),
};

function draftsOf(ground: Ground, cause: Cause): readonly Draft[] {
  return draftOf(ground, cause, (asymmetry): Parts => {
    const [from, to] = [endNames(asymmetry.sources), endNames(asymmetry.targets)];
    const missing = returnRoutes(ground, cause);
    if (missing === undefined) {
      const narrow = `Let the routes of ${from} leave out ${to}, or let ${to} answer by the same device.`;
      const place = asymmetry.there.first?.route.places[0];
      return place === undefined ? { remedy: narrow } : { remedy: narrow, place };
    }
    return {
      remedy: `Give ${to} ${routesFor(missing.prefixes)} to ${formatIp(missing.nextHop)}, or let ${from} go past the device as well.`,
      repair: missing.repair,
    };
  });
}
