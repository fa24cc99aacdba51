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
  "SE-10": {
    title: "Public access switched off closes every door but private endpoints",
    confidence: "documented",
  },
  "SE-11": {
    title: "A SQL server lets in only whom a rule names; 0.0.0.0 names all of Azure",
    confidence: "documented",
  },
  "SE-12": { title: "How each service words its refusal", confidence: "observed" },
  "SE-13": {
    title: "Only storage ignores its address rules for callers of its own region",
    confidence: "inferred",
  },
  "SE-14": {
    title: "Rules for addresses are about public ones; Azure refuses private ranges",
    confidence: "observed",
  },
  "SE-15": {
    title: "A rule for a subnet takes the service endpoint of that subnet",
    confidence: "observed",
  },
  "SE-16": {
    title: "A service endpoint takes the effect from rules for the subnet's public addresses",
    confidence: "documented",
  },
} as const;
