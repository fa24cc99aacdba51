/**
 * The /32 rows of private endpoints and what overrides them. Explained on
 * `05-private-endpoints.md`.
 */
export const privateEndpointRules = {
  "PE-1": {
    title: "A private endpoint is a /32 row in its VNet and in directly peered ones",
    confidence: "observed",
  },
  "PE-2": {
    title: "The /32 rows do not travel through gateways, Route Server or a second peering",
    confidence: "observed",
  },
  "PE-3": {
    title: "The network policy of the endpoint's subnet holds for all its endpoints",
    confidence: "documented",
  },
  "PE-4": { title: "When a user route overrides a private endpoint's /32", confidence: "observed" },
  "PE-5": { title: "An overridden /32 is listed as Invalid", confidence: "observed" },
  "PE-6": {
    title: "The next hop type of the overriding user route does not matter",
    confidence: "inferred",
  },
  "PE-7": {
    title: "Only a user route overrides a private endpoint, never a learned one",
    confidence: "inferred",
  },
  "PE-8": {
    title: "The policy alone changes nothing for a NIC without user routes",
    confidence: "observed",
  },
  "PE-9": {
    title: "An active-active VPN gateway ignores /32 user routes unless the policy is on",
    confidence: "observed",
  },
  "PE-10": {
    title: "An NSG filters towards a private endpoint only when the policy says so",
    confidence: "documented",
  },
  "PE-11": { title: "A private endpoint never opens a flow", confidence: "documented" },
  "PE-12": {
    title: "Replies of a private endpoint through an appliance: when SNAT is needed",
    confidence: "inferred",
  },
  "PE-13": {
    title: "Virtual WAN: what inspecting private endpoint traffic needs",
    confidence: "observed",
  },
  "PE-14": { title: "How many private endpoints a VNet may hold", confidence: "documented" },
  "PE-15": {
    title: "User routes of the endpoint's own subnet do not steer its replies",
    confidence: "observed",
  },
  "PE-16": {
    title: "A private endpoint makes the service's public name an alias for everybody",
    confidence: "documented",
  },
  "PE-17": {
    title: "A private zone that is linked to a network answers first, and alone",
    confidence: "documented",
  },
  "PE-18": {
    title: "A zone that registers machines knows their primary interfaces",
    confidence: "documented",
  },
  "PE-19": {
    title: "Replies go straight back to the device that sent the packet",
    confidence: "inferred",
  },
} as const;
