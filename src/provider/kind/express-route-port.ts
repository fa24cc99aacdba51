import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { namedBy } from "../reference/named-by.ts";
import { platform } from "../shape/constant.ts";
import { elements, nameOf } from "../shape/elements.ts";
import type { Field } from "../shape/field.ts";
import { asked, fixed, part, provisioningState, resourceGuid } from "../shape/forms.ts";
import { atFirst } from "../shape/moment.ts";
import { defineKind } from "./define.ts";
import type { Kind } from "./kind.ts";

const type = "Microsoft.Network/expressRoutePorts";

/** Microsoft.Network/expressRoutePorts: ExpressRoute Direct. */
export const expressRoutePort: Kind = defineKind({
  type,
  frame: ["name", "id", "etag", "type", "location", "tags", "identity", "properties"],
  properties: [
    provisioningState(),
    resourceGuid(),
    links(),
    asked("peeringLocation"),
    asked("bandwidthInGbps"),
    asked("encapsulation"),
    fixed("provisionedBandwidthInGbps", 0),
    atFirst(platform("mtu", "1500"), () => undefined),
    atFirst(platform("etherType", "0x8100"), () => undefined),
    namedBy("circuits", "microsoft.network/expressroutecircuits"),
  ],
});

// A port is a pair of links, whatever a request says.
function links(): Field {
  const list = elements({
    name: "links",
    type: `${type}/links`,
    properties: [
      provisioningState(),
      late("routerName", "trueroute-er"),
      late("interfaceName", "HundredGigE0/0/0/0"),
      late("patchPanelId", "CP:0001:0000001 Port 1"),
      late("rackId", "0001"),
      fixed("connectorType", "LC"),
      asked("adminState", "Disabled"),
      part(
        "macSecConfig",
        [asked("cknSecretIdentifier"), asked("cakSecretIdentifier"), asked("cipher", "GcmAes128")],
        { isAlways: true },
      ),
    ],
  });
  const pair: readonly JsonObject[] = [{ name: "link1" }, { name: "link2" }];
  return {
    ...list,
    settle: (wanted, at) => {
      const all = Array.isArray(wanted) ? wanted.filter((one) => isJsonObject(one)) : [];
      const kept = Array.isArray(at.kept) ? at.kept : pair;
      const named = new Map(all.map((one) => [nameOf(one).toLowerCase(), one]));
      const both = kept.map((one: unknown) =>
        isJsonObject(one) ? (named.get(nameOf(one).toLowerCase()) ?? one) : one,
      );
      return list.settle(both, at);
    },
  };
}

function late(name: string, value: unknown): Field {
  return atFirst(platform(name, value), () => undefined);
}
