/**
 * Where sources contradict each other, and the model that was chosen. Explained on
 * `12-disagreements.md`.
 */
export const disagreementRules = {
  "X-1": { title: "A split default leaves 0/0 active but shadowed", confidence: "inferred" },
  "X-2": {
    title: "Whether a gateway obeys a /32 user route for a private endpoint",
    confidence: "observed",
  },
  "X-3": { title: "The source shown on gateway rows", confidence: "observed" },
  "X-4": { title: "Which None rows there are", confidence: "observed" },
  "X-5": { title: "Service endpoint against user route", confidence: "inferred" },
  "X-6": { title: "What allowVirtualNetworkAccess=false does", confidence: "inferred" },
  "X-7": { title: "Which side checks allowForwardedTraffic", confidence: "inferred" },
  "X-8": { title: "A learned 0/0 hides the system 0/0", confidence: "observed" },
  "X-9": { title: "One row per next hop, or one row with all", confidence: "observed" },
  "X-10": { title: "Which next hop address a gateway row shows", confidence: "observed" },
  "X-11": { title: "The wording of the private endpoint policy", confidence: "observed" },
  "X-12": {
    title: "A user route to a load balancer without members, beside Route Server",
    confidence: "inferred",
  },
  "X-13": { title: "A user route to a gateway that is not VPN", confidence: "inferred" },
  "X-14": { title: "Activation traffic and NSGs", confidence: "inferred" },
  "X-15": { title: "NAT gateway against the NIC's public IP", confidence: "documented" },
  "X-16": {
    title: "Storage IP rules do not match clients of the same region",
    confidence: "observed",
  },
  "X-17": { title: "Old advice that cannot be followed today", confidence: "documented" },
  "X-18": { title: "Subnet peering puts rows on every subnet", confidence: "observed" },
  "X-19": { title: "None rows under a user route 0/0 to None", confidence: "observed" },
  "X-20": {
    title: "When private endpoint traffic through an appliance needs SNAT",
    confidence: "inferred",
  },
  "X-21": { title: "How many routes a Route Server peer may send", confidence: "documented" },
  "X-22": { title: "allowVirtualNetworkAccess when it is missing", confidence: "inferred" },
  "X-23": { title: "The spelling of the global peering type", confidence: "observed" },
  "X-24": {
    title: "VNet-to-VNet through ExpressRoute when the property is missing",
    confidence: "inferred",
  },
  "X-25": { title: "Activation from a private subnet", confidence: "documented" },
  "X-26": { title: "When Azure services really stay on the backbone", confidence: "documented" },
  "X-27": { title: "A BGP prefix longer than a peering or local prefix", confidence: "observed" },
  "X-28": { title: "A test VM is no mirror of the gateway", confidence: "observed" },
  "X-29": { title: "Overridden private endpoint rows stay in the list", confidence: "observed" },
  "X-30": {
    title: "ExpressRoute against an active tunnel at equal prefix",
    confidence: "documented",
  },
  "X-31": { title: "Propagation off removes static gateway routes too", confidence: "observed" },
  "X-32": {
    title: "The hop is a firewall instance, the decision its shared address",
    confidence: "observed",
  },
  "X-33": {
    title: "Protocols that service endpoints, private endpoints and NAT do not carry",
    confidence: "documented",
  },
  "X-34": {
    title: "Whether a policy inherits the DNAT rules of its base policy",
    confidence: "documented",
  },
} as const;
