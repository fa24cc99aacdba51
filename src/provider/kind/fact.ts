import { checkFact } from "../check/fact.ts";
import { defineKind } from "./define.ts";
import type { Kind } from "./kind.ts";

const names = [
  "learnedRoutes",
  "onPremisesSites",
  "guests",
  "publicHosts",
  "virtualHubRouters",
  "behavior",
];

/** Trueroute/*: what ARM does not hold, kept as it is asked for. */
export const factKinds: readonly Kind[] = names.map((name) =>
  defineKind({
    type: `Trueroute/${name}`,
    frame: ["id", "type", "name", "location", "tags", "properties"],
    properties: [],
    isTracked: false,
    checks: [checkFact],
    protocol: { put: "direct", remove: "direct" },
  }),
);
