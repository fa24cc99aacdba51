/**
 * answers: the door of report to what Azure's actions answer.
 *
 * Takes an estate that was compiled, and one request: the id it is about, its body, its query; gives
 * the body of Azure's answer, its properties in Azure's order, or a refusal with status, code and
 * message. Invariant: nothing is computed here, every answer is words around what `route`, `filter`,
 * `walk` and `model` know; what nobody can know, such as times, is left out. Does not know HTTP, nor
 * how an answer that takes its time is asked for again.
 *
 * Each answer is a function of the same form, `Answer`, named after what it tells. Its description
 * says which request it answers.
 */

export { effectiveRoutes } from "./effective-routes.ts";
export { effectiveSecurityGroups } from "./effective-security-groups.ts";
export { advertisedRoutes } from "./gateway/advertised-routes.ts";
export { circuitNeighbors, circuitRoutes, circuitSummary } from "./gateway/circuit.ts";
export { learnedRoutes } from "./gateway/learned-routes.ts";
export { bgpPeers } from "./gateway/peer-status.ts";
export { routeServerAdvertised, routeServerLearned } from "./gateway/route-server.ts";
export { hubRoutes } from "./hub/effective-routes.ts";
export { inboundRoutes, outboundRoutes } from "./hub/exchanged-routes.ts";
export { delegations } from "./location/delegations.ts";
export { dnsNameAvailability } from "./location/dns-name.ts";
export { endpointServices } from "./location/endpoint-services.ts";
export { serviceAliases } from "./location/service-aliases.ts";
export { serviceTagDetails, serviceTags } from "./location/service-tags.ts";
export { ipAvailability } from "./network/ip-availability.ts";
export { networkUsages } from "./network/usage.ts";
export type { Answered, Outcome, Refusal } from "./outcome.ts";
export type { Answer, Asked, Question } from "./question.ts";
export { connectivity } from "./watcher/connectivity/connectivity.ts";
export { networkDiagnostic } from "./watcher/diagnostic.ts";
export { ipFlow } from "./watcher/ip-flow.ts";
export { nextHop } from "./watcher/next-hop.ts";
export { securityView } from "./watcher/security-view.ts";
export { topology } from "./watcher/topology.ts";
