import {
  type AzSetting,
  type AzSubscription,
  cloudAt,
  clouds,
  type Scope,
} from "../../pull/index.ts";
import type { Io } from "../io.ts";
import type { PullOptions } from "../options.ts";
import { UsageError } from "../usage-error.ts";

/** Where to pull from, and what. */
export interface PullPlace {
  readonly origin: string;
  readonly scope: Scope;
  /** Absent: the one that the sign-in belongs to. */
  readonly tenant: string | undefined;
}

type PlaceOptions = Pick<
  PullOptions,
  "subscription" | "managementGroup" | "tenantWide" | "tenant"
> & {
  /** Scheme, name and port of the server; absent: nobody named one. */
  readonly origin: string | undefined;
};

/**
 * Finds the server and the scope: what the options say, else what az would take. A server that is
 * none of Microsoft's is read whole where nobody says otherwise. Throws `UsageError`.
 */
export function findPlace(
  { environment }: Pick<Io, "environment">,
  options: PlaceOptions,
  az: AzSetting,
): PullPlace {
  const { origin } = options;
  const isOwn = origin !== undefined && cloudAt(origin) === undefined;
  const chosen = chooseScope(options, az);
  const scope = chosen ?? (isOwn ? { kind: "tenant" } : usualScope(environment, az));
  const known = scope.kind === "subscriptions" ? findKnown(az, scope.ids[0]) : usualOf(az);
  return {
    origin: origin ?? known?.resourceManager ?? clouds[0].resourceManager,
    scope,
    tenant: options.tenant ?? (scope.kind === "subscriptions" ? known?.tenantId : undefined),
  };
}

function chooseScope(options: PlaceOptions, az: AzSetting): Scope | undefined {
  const { subscription, managementGroup, tenantWide } = options;
  if (subscription !== undefined) {
    const ids = subscription.map((word) => findKnown(az, word)?.id ?? word);
    return { kind: "subscriptions", ids: [...new Set(ids)].sort() };
  }
  if (managementGroup !== undefined) {
    // People paste the whole id as az shows it.
    return { kind: "managementGroup", id: managementGroup.replace(/^.*\//, "") };
  }
  return tenantWide === true ? { kind: "tenant" } : undefined;
}

function usualScope(environment: Io["environment"], az: AzSetting): Scope {
  const id = environment["AZURE_SUBSCRIPTION_ID"] || usualOf(az)?.id;
  if (id !== undefined) return { kind: "subscriptions", ids: [id] };
  throw new UsageError(
    "no subscription was named, and az has none",
    "Name one with --subscription ID, or sign in with az login.",
  );
}

function usualOf({ subscriptions }: AzSetting): AzSubscription | undefined {
  return subscriptions.find(({ isDefault }) => isDefault);
}

// By id or by name, as az does.
function findKnown(
  { subscriptions }: AzSetting,
  word: string | undefined,
): AzSubscription | undefined {
  const wanted = word?.toLowerCase();
  return (
    subscriptions.find(({ id }) => id.toLowerCase() === wanted) ??
    subscriptions.find(({ name }) => name.toLowerCase() === wanted)
  );
}
