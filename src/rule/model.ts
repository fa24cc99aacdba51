/** When Azure answers at all, and what an answer covers. Explained on `00-model.md`. */
export const modelRules = {
  "EFF-1": {
    title: "Routes belong to a NIC and are computed from its subnet",
    confidence: "documented",
  },
  "EFF-2": { title: "Azure answers only for a NIC of a running VM", confidence: "observed" },
  "EFF-3": {
    title: "Gateways, private endpoints and the routing appliance have no effective-route view",
    confidence: "observed",
  },
  "EFF-4": {
    title: "The list holds what Azure programmed, never an appliance's own routing table",
    confidence: "observed",
  },
  "EFF-5": { title: "A next hop is never resolved through another route", confidence: "observed" },
} as const;
