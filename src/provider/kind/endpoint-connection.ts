import { isJsonObject } from "../../arm/index.ts";
import { objectsOf, propertyOf } from "../check/properties.ts";
import { endpointOf } from "../endpoint/connection.ts";
import { refreshZoneRecords } from "../endpoint/zone-records.ts";
import { withProperties } from "../estate/with-properties.ts";
import type { Field } from "../shape/field.ts";
import { asked, assigned, derived, dropped, reference } from "../shape/forms.ts";
import { defineChild, type KindDefinition } from "./define.ts";
import type { Completing, Kind, Removing } from "./kind.ts";

/** How a provider writes its side of a private endpoint's connection. */
interface Side extends Pick<KindDefinition, "type" | "frame" | "top" | "protocol"> {
  /** `provisioningState` of one that is done. */
  readonly done?: string;
  readonly hasGroups?: boolean;
  /** Storage calls it `actionRequired`. */
  readonly action?: string;
  readonly more?: readonly Field[];
}

function side({ type, frame, top, protocol, done, hasGroups, action, more }: Side): Kind {
  return defineChild({
    type,
    ...(frame === undefined ? {} : { frame }),
    ...(top === undefined ? {} : { top }),
    ...(protocol === undefined ? {} : { protocol }),
    properties: [
      { name: "provisioningState", settle: () => undefined, show: () => done ?? "Succeeded" },
      staying(reference("privateEndpoint")),
      hasGroups === true ? staying(asked("groupIds")) : dropped("groupIds"),
      state(action ?? "actionsRequired"),
      ...(more ?? []),
    ],
    complete: followEndpoint,
    cascade: disconnectEndpoint,
  });
}

// A request names the state alone; the endpoint stays.
function staying(field: Field): Field {
  return { ...field, settle: (wanted, at) => field.settle(wanted ?? at.kept, at) };
}

// A request changes the words it names.
function state(action: string): Field {
  return {
    name: "privateLinkServiceConnectionState",
    settle: (wanted, { kept }) => {
      const was = isJsonObject(kept) ? kept : {};
      const is = isJsonObject(wanted) ? wanted : {};
      return {
        status: is["status"] ?? was["status"] ?? "Pending",
        description: is["description"] ?? "",
        [action]: is["actionsRequired"] ?? is["actionRequired"] ?? was[action] ?? "None",
      };
    },
    show: (kept) => kept,
  };
}

// What the endpoint shows and its zones hold depends on the approval.
function followEndpoint({ draft, row, make }: Completing): undefined {
  const endpoint = endpointOf(draft, row);
  if (endpoint === undefined) return undefined;
  draft.touch(endpoint.root);
  refreshZoneRecords({ draft, make }, endpoint);
  return undefined;
}

/** Without its service, an endpoint stays, disconnected. */
function disconnectEndpoint({ draft, row }: Removing): void {
  const endpoint = endpointOf(draft, row);
  const service = row.id.parent?.toLowerCase();
  if (endpoint === undefined) return;
  const lists = ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"];
  const changed = lists.map((name): readonly [string, unknown] => [
    name,
    objectsOf(propertyOf(endpoint, name)).map((one) => {
      const { properties } = one;
      const inner = isJsonObject(properties) ? properties : {};
      if (String(inner["privateLinkServiceId"]).toLowerCase() !== service) return one;
      return { ...one, properties: { ...inner, privateLinkServiceConnectionState: gone } };
    }),
  ]);
  draft.put(withProperties(endpoint, Object.fromEntries(changed)));
}

const gone = {
  status: "Disconnected",
  description: "Deleted state",
  actionsRequired: "None",
};

/** Microsoft.Network/privateLinkServices/privateEndpointConnections. */
export const linkServiceConnection: Kind = side({
  type: "Microsoft.Network/privateLinkServices/privateEndpointConnections",
  protocol: { put: "direct" },
  more: [assigned("linkIdentifier", ({ world }) => linkIdentifier(world.guid()))],
});

// A number below 2^30.
function linkIdentifier(guid: string): string {
  return String(Number.parseInt(guid.replaceAll("-", "").slice(-7), 16) + 0x2000_0000);
}

const plain = ["id", "name", "type", "properties"];
const direct = { put: "direct", remove: "direct" } as const;

/** The sides of services outside of Microsoft.Network. */
export const serviceConnections: readonly Kind[] = [
  side({
    type: "Microsoft.Storage/storageAccounts/privateEndpointConnections",
    frame: plain,
    protocol: direct,
    action: "actionRequired",
  }),
  side({
    type: "Microsoft.KeyVault/vaults/privateEndpointConnections",
    frame: ["id", "name", "type", "location", "properties"],
    top: [derived("location", ({ estate, row }) => estate.find(row.root)?.body["location"])],
    protocol: direct,
  }),
  side({
    type: "Microsoft.Sql/servers/privateEndpointConnections",
    frame: ["properties", "id", "name", "type"],
    protocol: direct,
    done: "Ready",
    hasGroups: true,
  }),
];
