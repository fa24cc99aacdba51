/** Which row wins, which rows are listed, and in which order. Explained on `07-selection.md`. */
export const selectionRules = {
  "SEL-1": { title: "The longest prefix among the active rows wins", confidence: "documented" },
  "SEL-2": { title: "At equal prefix: user, then gateway, then system", confidence: "observed" },
  "SEL-3": {
    title: "Service endpoint, local and peering rows are never lost to a gateway route",
    confidence: "documented",
  },
  "SEL-4": {
    title: "Gateway routes inside local, peered or service endpoint space are not listed",
    confidence: "observed",
  },
  "SEL-5": {
    title: "A row is Invalid only under an active user route of the same prefix",
    confidence: "observed",
  },
  "SEL-6": {
    title: "A wider or narrower route never changes another row's state",
    confidence: "observed",
  },
  "SEL-7": {
    title: "Several next hops of one prefix share flows by hash",
    confidence: "documented",
  },
  "SEL-8": {
    title: "Route Server oddity: a user route to an empty load balancer loses",
    confidence: "documented",
  },
  "ORD-1": { title: "The order of the groups of rows", confidence: "observed" },
  "ORD-2": { title: "Which orders are stable enough to compare", confidence: "observed" },
} as const;
