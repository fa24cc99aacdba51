import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { objectsOf, propertyOf, textsOf } from "../check/properties.ts";
import { elements } from "../shape/elements.ts";
import type { Field, Showing } from "../shape/field.ts";
import { asked, provisioningState, references } from "../shape/forms.ts";

const type = "Microsoft.Network/virtualNetworkGateways";

/** `vpnClientConfiguration`, in Azure's order. */
export const vpnClientFields: readonly Field[] = [
  asked("vpnClientAddressPool"),
  asked("vpnClientProtocols"),
  authenticationTypes(),
  elements({
    name: "vpnClientRootCertificates",
    type: `${type}/vpnClientRootCertificates`,
    properties: [provisioningState(), asked("publicCertData")],
    otherwise: [],
  }),
  elements({
    name: "vpnClientRevokedCertificates",
    type: `${type}/vpnClientRevokedCertificates`,
    properties: [provisioningState(), asked("thumbprint")],
    otherwise: [],
  }),
  elements({
    name: "vngClientConnectionConfigurations",
    type: `${type}/vngClientConnectionConfigurations`,
    properties: [
      provisioningState(),
      asked("vpnClientAddressPool"),
      references("virtualNetworkGatewayPolicyGroups"),
    ],
    otherwise: [],
  }),
  connectionHealth(),
  asked("radiusServerAddress"),
  asked("radiusServerSecret"),
  asked("radiusServers", []),
  asked("vpnClientIpsecPolicies", []),
  asked("aadTenant"),
  asked("aadAudience"),
  asked("aadIssuer"),
];

// Clients that name none get those that their other settings need.
function authenticationTypes(): Field {
  return {
    name: "vpnAuthenticationTypes",
    settle: (wanted, { asked: all }) => {
      const named = textsOf(wanted);
      if (named.length > 0) return named;
      return [
        ...(all["aadTenant"] === undefined || all["aadTenant"] === null ? [] : ["AAD"]),
        ...(objectsOf(all["vpnClientRootCertificates"]).length > 0 ? ["Certificate"] : []),
        ...(typeof all["radiusServerAddress"] === "string" ? ["Radius"] : []),
      ];
    },
    show: (kept) => kept ?? [],
  };
}

// Nobody dials in here.
function connectionHealth(): Field {
  return {
    name: "vpnClientConnectionHealth",
    settle: (wanted, { isImport }) => (isImport ? wanted : undefined),
    show: (kept, { moment }) => {
      if (moment !== "read") return undefined;
      const counts = ["totalIngressBytesTransferred", "totalEgressBytesTransferred"];
      const bytes = Object.fromEntries(counts.map((name) => [name, 0]));
      return kept ?? { vpnClientConnectionsCount: 0, ...bytes };
    },
  };
}

// Azure keeps protocols as flags, and writes them in this order afterwards.
const protocolOrder = ["SSTP", "IkeV2", "OpenVPN"];

/** The configuration with its protocols: as asked for at first, in Azure's order later. */
export function shownProtocols(shown: unknown, { moment, row }: Showing): unknown {
  if (!isJsonObject(shown)) return shown;
  const named = textsOf(shown["vpnClientProtocols"]);
  const protocols = named.length > 0 ? named : defaultProtocols(row);
  const ordered =
    moment === "read" ? protocolOrder.filter((one) => isIn(one, protocols)) : protocols;
  return withProtocols(shown, ordered);
}

function isIn(protocol: string, all: readonly string[]): boolean {
  return all.some((one) => one.toLowerCase() === protocol.toLowerCase());
}

function defaultProtocols(row: Showing["row"]): readonly string[] {
  const sku = propertyOf(row, "sku");
  const name = isJsonObject(sku) ? String(sku["name"]) : "Basic";
  return name.toLowerCase() === "basic" ? ["SSTP"] : ["OpenVPN", "IkeV2"];
}

// In the place where Azure writes them: behind the pool.
function withProtocols(shown: JsonObject, vpnClientProtocols: readonly string[]): JsonObject {
  const { vpnClientAddressPool, vpnClientProtocols: _asked, ...rest } = shown;
  const pool = vpnClientAddressPool === undefined ? {} : { vpnClientAddressPool };
  return { ...pool, vpnClientProtocols, ...rest };
}

const words = ["vpnClientAddressPool", "vpnClientProtocols", "radiusServerAddress", "aadTenant"];
const lists = ["vpnClientRootCertificates", "vngClientConnectionConfigurations", "radiusServers"];

/** Whether somebody has asked for clients, beyond what every gateway has. */
export function isClientConfigured(kept: unknown): boolean {
  if (!isJsonObject(kept)) return false;
  return (
    words.some((name) => kept[name] !== undefined) ||
    lists.some((name) => objectsOf(kept[name]).length > 0)
  );
}
