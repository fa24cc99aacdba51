import { captureRules } from "./capture.ts";
import { type Confidence, confidences } from "./confidence.ts";
import { disagreementRules } from "./disagreement.ts";
import { expressRouteRules } from "./expressroute.ts";
import { forwardingRules } from "./forwarding.ts";
import { gatewayRules } from "./gateway.ts";
import { modelRules } from "./model.ts";
import { peeringRules } from "./peering.ts";
import { privateEndpointRules } from "./private-endpoint.ts";
import { selectionRules } from "./selection.ts";
import { serviceEndpointRules } from "./service-endpoint.ts";
import { systemRules } from "./system.ts";
import { userRouteRules } from "./user-route.ts";
import { virtualWanRules } from "./virtual-wan.ts";

/**
 * The name of a rule, such as `SYS-3`. Names are stable: none is renamed or given a second meaning.
 */
export type RuleId =
  | keyof typeof modelRules
  | keyof typeof systemRules
  | keyof typeof peeringRules
  | keyof typeof gatewayRules
  | keyof typeof serviceEndpointRules
  | keyof typeof privateEndpointRules
  | keyof typeof userRouteRules
  | keyof typeof selectionRules
  | keyof typeof forwardingRules
  | keyof typeof expressRouteRules
  | keyof typeof virtualWanRules
  | keyof typeof disagreementRules
  | keyof typeof captureRules;

interface Statement {
  readonly title: string;
  readonly confidence: Confidence;
}

/** What a reader needs before opening the page of a rule. */
export interface Rule {
  /** One line, at most 90 characters, without a full stop. */
  readonly title: string;
  /**
   * How well the rule's main statement is known; a side remark on the page may be known less well.
   */
  readonly confidence: Confidence;
  /** The file that explains the rule, relative to `docs/semantics/`. */
  readonly page: string;
}

function onPage<Id extends string>(
  page: string,
  statements: Readonly<Record<Id, Statement>>,
): Record<Id, Rule> {
  const placed: Record<string, Rule> = {};
  for (const [id, statement] of Object.entries<Statement>(statements)) {
    placed[id] = { ...statement, page };
  }
  return placed;
}

/** Every rule by its id, in the order of the pages. */
export const rules: Readonly<Record<RuleId, Rule>> = {
  ...onPage("00-model.md", modelRules),
  ...onPage("01-system-routes.md", systemRules),
  ...onPage("02-peering.md", peeringRules),
  ...onPage("03-gateway.md", gatewayRules),
  ...onPage("04-service-endpoints.md", serviceEndpointRules),
  ...onPage("05-private-endpoints.md", privateEndpointRules),
  ...onPage("06-user-routes.md", userRouteRules),
  ...onPage("07-selection.md", selectionRules),
  ...onPage("08-forwarding.md", forwardingRules),
  ...onPage("09-expressroute.md", expressRouteRules),
  ...onPage("11-virtual-wan.md", virtualWanRules),
  ...onPage("12-disagreements.md", disagreementRules),
  ...onPage("14-captures.md", captureRules),
};

/** Tells whether a text names a rule, letter case included. */
export function isRuleId(text: string): text is RuleId {
  return Object.hasOwn(rules, text);
}

/**
 * The confidence of an answer that used these rules: that of the least certain one.
 *
 * `inferred` is weakest, `observed` strongest (see `confidences`). Without rules it is `observed`,
 * the neutral element, so that parts of an answer can be combined in any order.
 */
export function weakestConfidence(ids: readonly RuleId[]): Confidence {
  const used = new Set(ids.map((id) => rules[id].confidence));
  return confidences.find((confidence) => used.has(confidence)) ?? "observed";
}

/** Where a rule is explained: a path from the repository's root, with the rule's anchor. */
export function rulePage(id: RuleId): string {
  return `docs/semantics/${rules[id].page}#${id.toLowerCase()}`;
}
