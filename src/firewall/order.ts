import type {
  Firewall,
  FirewallPolicy,
  FirewallRule,
  Key,
  Model,
  RuleCollection,
} from "../model/index.ts";

/** A rule and the collection and group that hold it. */
export interface PlacedRule<R extends FirewallRule = FirewallRule> {
  readonly rule: R;
  readonly collection: RuleCollection;
  /** Absent in a classic firewall. */
  readonly group: string | undefined;
  /** Whether it comes from a base policy. */
  readonly isInherited: boolean;
}

/** The rules of a firewall in the order in which they are judged, by kind. */
export interface RuleOrder {
  readonly nat: readonly PlacedRule<Extract<FirewallRule, { kind: "nat" }>>[];
  readonly network: readonly PlacedRule<Extract<FirewallRule, { kind: "network" }>>[];
  readonly application: readonly PlacedRule<Extract<FirewallRule, { kind: "application" }>>[];
  /** Ids of policies and groups that the snapshot lacks. */
  readonly missing: readonly string[];
  /** The firewall's policy first, then the one it inherits from, and so on. */
  readonly policies: readonly FirewallPolicy[];
}

const knownOrders = new WeakMap<Model, Map<Key, RuleOrder>>();

/**
 * The rules of a firewall in the order in which Azure judges them: those of the policy at the root
 * of the inheritance first, whatever the priorities, then groups by priority, then the collections
 * in each (FWD-34). Cost: worked out once per firewall of a model.
 */
export function orderOf(model: Model, firewall: Firewall): RuleOrder {
  const known = knownOrders.get(model) ?? new Map<Key, RuleOrder>();
  knownOrders.set(model, known);
  const order = known.get(firewall.key) ?? createOrder(model, firewall);
  known.set(firewall.key, order);
  return order;
}

function createOrder(model: Model, firewall: Firewall): RuleOrder {
  const { policies, missing } = findPolicies(model, firewall);
  const placed =
    firewall.policy === undefined
      ? placeRules(firewall.collections, { group: undefined, isInherited: false })
      : placeInherited(model, policies);
  return {
    nat: placed.filter((one): one is RuleOrder["nat"][number] => one.rule.kind === "nat"),
    network: placed.filter(
      (one): one is RuleOrder["network"][number] => one.rule.kind === "network",
    ),
    application: placed.filter(
      (one): one is RuleOrder["application"][number] => one.rule.kind === "application",
    ),
    missing: [...missing, ...policies.flatMap(({ missingGroups }) => missingGroups)],
    policies,
  };
}

// Whether DNAT rules are inherited is disputed.
function placeInherited(
  { behavior }: Pick<Model, "behavior">,
  policies: readonly FirewallPolicy[],
): readonly PlacedRule[] {
  const [own] = policies;
  const inheritsNat = behavior.natRulesInherited === "true";
  return policies
    .toReversed()
    .flatMap((policy) =>
      policy.groups
        .flatMap(({ collections, name: group }) =>
          placeRules(collections, { group, isInherited: policy !== own }),
        )
        .filter(({ rule, isInherited }) => rule.kind !== "nat" || !isInherited || inheritsNat),
    );
}

// Azure offers no collections that translate the source, whatever its API names.
function placeRules(
  collections: readonly RuleCollection[],
  from: Pick<PlacedRule, "group" | "isInherited">,
): readonly PlacedRule[] {
  return collections
    .filter(({ action }) => action !== "snat")
    .flatMap((collection) => collection.rules.map((rule) => ({ rule, collection, ...from })));
}

function findPolicies(
  model: Model,
  firewall: Firewall,
): { readonly policies: readonly FirewallPolicy[]; readonly missing: readonly string[] } {
  const policies: FirewallPolicy[] = [];
  let next = firewall.policy;
  while (next !== undefined) {
    const policy = model.firewallPolicies.get(next);
    if (policy === undefined) return { policies, missing: [next] };
    policies.push(policy);
    next = policy.base;
  }
  return { policies, missing: [] };
}
