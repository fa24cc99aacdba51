/**
 * flow: one header, the form in which people write it, and the ways in which it can end.
 *
 * Takes text; gives `Flow` values, formats them as text, turns them round for replies, lists
 * dispositions. Invariant: a flow has ports exactly where its protocol has them, but for a sender's
 * port that nobody has said. Does not know networks, routes or which end a flow meets.
 */
export type { FlowAssumption } from "./assumption.ts";
export { type Disposition, dispositions, isSuccess } from "./disposition.ts";
export {
  type Endpoint,
  type EndpointMistake,
  type EndpointResult,
  parseEndpoint,
  protocolWords,
} from "./endpoint-text.ts";
export { type Flow, flowKey, formatEndpoint, formatFlow, reverseFlow } from "./flow.ts";
export {
  commonFlows,
  type FlowSet,
  hasFlow,
  overlapFlows,
  withoutFlows,
} from "./flow-set.ts";
export {
  type AddressPart,
  clip,
  type Example,
  hasExampleService,
  type Narrowed,
  narrowToRule,
  narrowToSide,
  type PortSide,
  type RuleEnd,
  type RuleSpace,
} from "./rule-space.ts";
export {
  commonServices,
  equalServices,
  everyService,
  exampleOf,
  isSetProtocol,
  noService,
  type ProtocolPorts,
  protocolsIn,
  type ServiceSet,
  type SetProtocol,
  servicesOf,
  subtractServices,
  uniteServices,
} from "./service-set.ts";
export { isUnknownAddress, unknownAddress } from "./unknown-address.ts";
