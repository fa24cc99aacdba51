import {
  type EstateView,
  groupTypeKey,
  type Refusal,
  refuse,
  subscriptionTypeKey,
} from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import type { Host } from "../host.ts";

/**
 * `GET /subscriptions`: the server's own, and every one that holds something. A subscription appears
 * with the first group that is made in it, or with a snapshot.
 */
export const listSubscriptions: Handler = (_request, _found, host) => {
  const ids = new Map([[host.subscription.toLowerCase(), host.subscription]]);
  for (const typeKey of [subscriptionTypeKey, groupTypeKey]) {
    for (const { id } of host.keeper.estate.ofType(typeKey)) {
      const key = id.subscription?.toLowerCase() ?? "";
      if (!ids.has(key)) ids.set(key, id.subscription ?? "");
    }
  }
  const value = [...ids.values()].map((id) => showSubscription(id, host));
  return { status: 200, body: { value, count: { type: "Total", value: value.length } } };
};

/** `GET /subscriptions/S`. Whoever names a subscription by its guid finds it, empty or not. */
export const getSubscription: Handler = (_request, { parameters }, host) => ({
  status: 200,
  body: showSubscription(parameters["subscription"] ?? "", host),
});

/** `GET /tenants`. */
export const listTenants: Handler = (_request, _found, { tenant }) => {
  const value = {
    id: `/tenants/${tenant}`,
    tenantId: tenant,
    countryCode: "US",
    displayName: "trueroute",
    domains: ["trueroute.local"],
    tenantCategory: "Home",
    defaultDomain: "trueroute.local",
    tenantType: "AAD",
  };
  return { status: 200, body: { value: [value] } };
};

function showSubscription(id: string, host: Host): unknown {
  const row = host.keeper.estate.find(`/subscriptions/${id}`.toLowerCase());
  const tags = row?.body["tags"];
  return {
    id: `/subscriptions/${id}`,
    authorizationSource: "RoleBased",
    managedByTenants: [],
    ...(tags === undefined ? {} : { tags }),
    subscriptionId: id,
    tenantId: host.tenant,
    displayName: id === host.subscription ? "trueroute" : `trueroute ${id.slice(0, 8)}`,
    state: "Enabled",
    subscriptionPolicies: {
      locationPlacementId: "Public_2014-09-01",
      quotaId: "PayAsYouGo_2014-09-01",
      spendingLimit: "Off",
    },
  };
}

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Refuses what can be no subscription: neither a guid nor one that a snapshot has brought. */
export function refuseSubscription(id: string, estate: EstateView): Refusal | undefined {
  if (guid.test(id) || estate.find(`/subscriptions/${id}`.toLowerCase()) !== undefined) {
    return undefined;
  }
  return refuse(
    400,
    "InvalidSubscriptionId",
    `The provided subscription identifier '${id}' is malformed or invalid.`,
  );
}
