/** What happens to a packet after its route is chosen. Explained on `08-forwarding.md`. */
export const forwardingRules = {
  "FWD-1": {
    title: "The emitting NIC decides the route; each appliance decides again",
    confidence: "observed",
  },
  "FWD-2": {
    title: "The subnet's first address is virtual and has no table",
    confidence: "documented",
  },
  "FWD-3": {
    title: "Routing changes where a packet is delivered, never its destination",
    confidence: "documented",
  },
  "FWD-4": { title: "The receiver's routes matter only for its replies", confidence: "observed" },
  "FWD-5": {
    title: "A NIC forwards only with IP forwarding on, and with a guest that forwards",
    confidence: "documented",
  },
  "FWD-6": { title: "NSGs see the original flow at each NIC it passes", confidence: "observed" },
  "FWD-7": {
    title: "A Standard internal load balancer with an HA-ports rule can be a next hop",
    confidence: "observed",
  },
  "FWD-8": {
    title: "Replies are symmetric only through the same front end, or with SNAT",
    confidence: "observed",
  },
  "FWD-9": { title: "Towards on-premises the gateway uses its own routes", confidence: "inferred" },
  "FWD-10": {
    title: "From on-premises the packet is looked up in the GatewaySubnet's routes",
    confidence: "observed",
  },
  "FWD-11": {
    title: "Towards ExpressRoute packets bypass the gateway; from it they pass through",
    confidence: "observed",
  },
  "FWD-12": { title: "FastPath skips the gateway inbound", confidence: "documented" },
  "FWD-13": {
    title: "Forced tunneling breaks flows opened from the Internet to a public IP",
    confidence: "documented",
  },
  "FWD-14": {
    title: "Flows opened from outside keep their own public address on replies",
    confidence: "documented",
  },
  "FWD-15": { title: "New VNets have private subnets by default", confidence: "documented" },
  "FWD-16": {
    title: "Storage of the same region works without an egress",
    confidence: "documented",
  },
  "FWD-17": {
    title: "Traffic to Azure's public addresses stays on the backbone",
    confidence: "documented",
  },
  "FWD-18": {
    title: "Other public addresses leave at the Internet edge",
    confidence: "documented",
  },
  "FWD-19": {
    title: "When 0/0 points elsewhere, Azure services follow it",
    confidence: "documented",
  },
  "FWD-20": {
    title: "The platform's addresses are served by the host, whatever the routes",
    confidence: "documented",
  },
  "FWD-21": {
    title: "Addresses of the activation servers, which accept only Azure sources",
    confidence: "documented",
  },
  "FWD-22": {
    title: "Update servers that were routed the same way in 2015",
    confidence: "documented",
  },
  "FWD-23": { title: "Which paths let Windows activate", confidence: "documented" },
  "FWD-24": { title: "When Azure Firewall translates the source", confidence: "observed" },
  "FWD-25": { title: "What a firewall in forced-tunnel mode gives up", confidence: "documented" },
  "FWD-26": {
    title: "A stateful device drops a reply whose request it never saw",
    confidence: "observed",
  },
  "FWD-27": { title: "The managed routing appliance as a next hop", confidence: "observed" },
  "FWD-28": {
    title: "The order in which a flow to the Internet gets a public source",
    confidence: "documented",
  },
  "FWD-29": { title: "What a NAT gateway carries depends on its SKU", confidence: "documented" },
  "FWD-30": {
    title: "Load balancers and default outbound access translate TCP and UDP only",
    confidence: "documented",
  },
  "FWD-31": { title: "What takes default outbound access away", confidence: "documented" },
  "FWD-32": {
    title: "Packets that an interface merely forwards get no public source",
    confidence: "observed",
  },
  "FWD-33": {
    title: "What a front end does with a flow for its own address",
    confidence: "documented",
  },
  "FWD-34": {
    title: "The order of an Azure Firewall's rules: the first match ends the search",
    confidence: "documented",
  },
  "FWD-35": {
    title: "A DNAT rule lets a flow in and translates both addresses",
    confidence: "documented",
  },
  "FWD-36": {
    title: "A firewall does not turn round what comes from behind it to its own public address",
    confidence: "inferred",
  },
  "FWD-37": {
    title: "A DNAT rule for any source also opens its target from inside, with translation",
    confidence: "documented",
  },
  "FWD-38": {
    title: "A firewall has a public source for TCP and UDP only",
    confidence: "documented",
  },
  "FWD-39": {
    title: "Protocol Any with a port means TCP and UDP, without one every protocol",
    confidence: "documented",
  },
  "FWD-40": {
    title: "Application rules look at the name in the request, not at the destination",
    confidence: "documented",
  },
  "FWD-41": {
    title: "Ranges that a firewall does not translate are not inherited from a base policy",
    confidence: "inferred",
  },
  "FWD-42": { title: "An Azure Firewall carries no IPv6", confidence: "documented" },
  "FWD-43": {
    title: "The names behind an FQDN tag are known only in part",
    confidence: "documented",
  },
  "FWD-44": { title: "What a traceroute shows of gateways", confidence: "observed" },
  "FWD-45": {
    title: "DNS servers of a network replace Azure's own view of names",
    confidence: "documented",
  },
  "FWD-46": {
    title: "Azure's own DNS knows the machines of one network by their bare names",
    confidence: "documented",
  },
  "FWD-47": {
    title: "A guest that forwards keeps state unless something says otherwise",
    confidence: "inferred",
  },
  "FWD-48": {
    title: "A guest of which nothing is known translates what it sends to the Internet",
    confidence: "inferred",
  },
  "FWD-49": {
    title: "Windows Update is reached by names, not by a list of addresses",
    confidence: "documented",
  },
  "FWD-50": {
    title: "What agents inside a machine need to reach",
    confidence: "documented",
  },
  "FWD-51": {
    title: "API Management is managed from outside, and its answers must leave to the Internet",
    confidence: "documented",
  },
  "FWD-52": {
    title: "App Service Environments before version 3 are managed in the same way",
    confidence: "documented",
  },
  "FWD-53": {
    title: "SQL Managed Instance needs routes of its own to the Internet",
    confidence: "documented",
  },
  "FWD-54": {
    title: "The outbound type of a Kubernetes cluster and its routes must agree",
    confidence: "documented",
  },
  "FWD-55": {
    title: "Clusters of Databricks reach their control plane from inside",
    confidence: "documented",
  },
  "FWD-56": {
    title: "An application gateway of version 2 keeps its default route to the Internet",
    confidence: "documented",
  },
  "FWD-57": {
    title: "A learned default route breaks Bastion",
    confidence: "documented",
  },
  "NSG-1": {
    title: "Subnet and NIC groups must both allow, in the order of the direction",
    confidence: "documented",
  },
  "NSG-2": {
    title: "The lowest priority number decides; the default rules",
    confidence: "documented",
  },
  "NSG-3": { title: "Replies of an allowed flow pass", confidence: "documented" },
  "NSG-4": { title: "Addresses are judged inside any translation", confidence: "documented" },
  "NSG-5": {
    title: "Without an NSG all is allowed, except inbound to a Standard public IP",
    confidence: "documented",
  },
  "NSG-6": { title: "On the way out the NSG comes before the route", confidence: "documented" },
  "NSG-7": { title: "What the VirtualNetwork tag holds for a subnet", confidence: "observed" },
  "NSG-8": { title: "What the Internet and AzureLoadBalancer tags hold", confidence: "observed" },
  "NSG-9": {
    title: "An application security group matches the NICs that belong to it",
    confidence: "documented",
  },
  "NSG-10": {
    title: "Platform addresses bypass the NSG unless a rule names them",
    confidence: "documented",
  },
  "NSG-11": {
    title: "A hidden rule allows activation, except under a 0/0 route",
    confidence: "observed",
  },
  "NSG-12": {
    title: "Protocols that a rule can name and those that Azure blocks",
    confidence: "documented",
  },
  "NSG-13": {
    title: "Admin rules come before every group; Deny and AlwaysAllow end the search",
    confidence: "documented",
  },
  "NSG-14": { title: "Where admin rules do not apply", confidence: "documented" },
  "NSG-15": { title: "No resource tells which admin rules are deployed", confidence: "documented" },
  "NSG-16": { title: "Probes are judged like all other inbound traffic", confidence: "documented" },
} as const;
