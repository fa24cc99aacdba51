import { invalidNamespace } from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import { namespaces } from "./namespaces.ts";
import { regions } from "./regions.ts";

/** `GET /subscriptions/S/providers`: every one is registered. */
export const listProviders: Handler = (_request, { parameters }) => ({
  status: 200,
  body: { value: namespaces.map((one) => showProvider(one, parameters["subscription"])) },
});

/** `GET /subscriptions/S/providers/NS`, and `POST` of its register and unregister: nothing changes. */
export const getProvider: Handler = (_request, { parameters }) => {
  const wanted = parameters["namespace"] ?? "";
  const known = namespaces.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  return known === undefined
    ? invalidNamespace(wanted)
    : { status: 200, body: showProvider(known, parameters["subscription"]) };
};

const places = regions.map(({ displayName }) => displayName);
// Any date is answered; tools take the first that is no preview.
const versions = [
  "2025-05-01",
  "2024-05-01",
  "2023-09-01",
  "2022-09-01",
  "2021-04-01",
  "2020-06-01",
];

function showProvider(
  { name, types }: (typeof namespaces)[number],
  subscription: string | undefined,
): unknown {
  const above = subscription === undefined ? "" : `/subscriptions/${subscription}`;
  return {
    id: `${above}/providers/${name}`,
    namespace: name,
    resourceTypes: types.map((written) => {
      const isGlobal = written.endsWith("(g)");
      const isZonal = /^(?:publicIP|natGateways|azureFirewalls|loadBalancers|virtualMachine)/.test(
        written,
      );
      return {
        resourceType: written.replace("(g)", ""),
        locations: isGlobal ? ["global"] : places,
        apiVersions: versions,
        ...(isZonal ? { zoneMappings: zones } : {}),
        capabilities:
          "CrossResourceGroupResourceMove, CrossSubscriptionResourceMove, SupportsTags, SupportsLocation",
      };
    }),
    registrationState: "Registered",
    registrationPolicy: "RegistrationRequired",
  };
}

const zones = regions
  .filter(({ hasZones }) => hasZones)
  .map(({ displayName }) => ({ location: displayName, zones: ["1", "2", "3"] }));
