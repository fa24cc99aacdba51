/**
 * Routes of service endpoints and what the service sees. Explained on `04-service-endpoints.md`.
 */
export const serviceEndpointRules = {
  "SE-1": {
    title: "A service endpoint adds a row that holds all the service's prefixes",
    confidence: "observed",
  },
  "SE-2": { title: "A service endpoint serves its own subnet only", confidence: "documented" },
  "SE-3": { title: "Which service tag holds the prefixes of each service", confidence: "inferred" },
  "SE-4": {
    title: "A service endpoint row beats a user route of equal prefix; a longer one wins",
    confidence: "documented",
  },
  "SE-5": {
    title: "The packet keeps its private source, carries its subnet's identity, and is TCP",
    confidence: "documented",
  },
  "SE-6": {
    title: "No use from on-premises; outbound NSG rules still apply",
    confidence: "documented",
  },
  "SE-7": {
    title: "What the service sees and which of its own rules lets the client in",
    confidence: "observed",
  },
  "SE-8": {
    title: "Storage of the same region is reachable without any egress",
    confidence: "documented",
  },
  "SE-9": { title: "How many VNet rules each service takes", confidence: "documented" },
} as const;
