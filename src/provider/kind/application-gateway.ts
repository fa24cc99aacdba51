import { isJsonObject } from "../../arm/index.ts";
import { allocateAddresses } from "../address/allocate.ts";
import { propertyOf } from "../check/properties.ts";
import { checkPublicHolders } from "../check/public-holder.ts";
import { checkReferences } from "../check/references.ts";
import type { Row } from "../estate/row.ts";
import { fromList, holders } from "../reference/held-by.ts";
import { type ElementList, elements } from "../shape/elements.ts";
import type { Field } from "../shape/field.ts";
import {
  asked,
  choice,
  derived,
  fixed,
  flag,
  part,
  parts,
  provisioningState,
  reference,
  references,
  resourceGuid,
  since,
  text,
  texts,
  whole,
} from "../shape/forms.ts";
import { defineKind } from "./define.ts";
import type { Kind } from "./kind.ts";

const type = "Microsoft.Network/applicationGateways";

// Every list is there, and an element says who of the gateway leads to it.
function list(
  name: string,
  properties: readonly Field[],
  options: Partial<ElementList> = {},
): Field {
  return elements({
    name,
    type: `${type}/${name}`,
    otherwise: [],
    properties: [provisioningState(), ...properties],
    ...options,
  });
}

// Each generation has lists of its own.
function only(generation: "v1" | "v2", field: Field): Field {
  return {
    ...field,
    show: (kept, at) => (generationOf(at.row) === generation ? field.show(kept, at) : undefined),
  };
}

function generationOf({ body }: Row): "v1" | "v2" {
  const sku = propertyOf({ body }, "sku");
  const tier = isJsonObject(sku) ? sku["tier"] : undefined;
  return typeof tier === "string" && tier.toLowerCase().endsWith("_v2") ? "v2" : "v1";
}

function usedBy(...names: readonly string[]): readonly Field[] {
  return names.map((name) => holders(name, fromList(name)));
}

/** Microsoft.Network/applicationGateways: its network side; the rest as it was asked for. */
export const applicationGateway: Kind = defineKind({
  type,
  frame: ["name", "id", "etag", "type", "location", "tags", "zones", "identity", "properties"],
  top: [texts("zones"), asked("identity")],
  properties: [
    provisioningState(),
    resourceGuid(),
    sku(),
    fixed("operationalState", "Running"),
    list("gatewayIPConfigurations", [reference("subnet", "subnets")]),
    list("sslCertificates", [
      text("publicCertData"),
      text("keyVaultSecretId"),
      ...usedBy("httpListeners", "listeners"),
    ]),
    only(
      "v1",
      list("authenticationCertificates", [text("data"), ...usedBy("backendHttpSettings")]),
    ),
    only(
      "v2",
      list("trustedRootCertificates", [
        text("keyVaultSecretId"),
        text("data"),
        ...usedBy("backendHttpSettings"),
      ]),
    ),
    only("v2", list("trustedClientCertificates", [text("data")])),
    only("v2", list("sslProfiles", [asked("sslPolicy"), asked("clientAuthConfiguration")])),
    list(
      "frontendIPConfigurations",
      [
        text("privateIPAddress"),
        choice("privateIPAllocationMethod", ["Dynamic", "Static"], "Dynamic"),
        reference("subnet", "subnets"),
        reference("publicIPAddress", "publicIPAddresses"),
        reference("privateLinkConfiguration", "privateLinkConfigurations"),
        ...usedBy("httpListeners", "listeners"),
      ],
      { isTypeFirst: true },
    ),
    list("frontendPorts", [whole("port"), ...usedBy("httpListeners", "listeners")]),
    list("backendAddressPools", [
      parts("backendAddresses", [text("fqdn"), text("ipAddress")], { otherwise: [] }),
      ...usedBy("requestRoutingRules", "urlPathMaps", "pathRules", "routingRules"),
      holders("backendIPConfigurations", ({ row, steps }) => {
        return steps.includes("applicationGatewayBackendAddressPools") && row.body !== undefined;
      }),
    ]),
    since("2021-08-01", only("v2", list("loadDistributionPolicies", []))),
    list("backendHttpSettingsCollection", [
      whole("port"),
      choice("protocol", ["Http", "Https"]),
      choice("cookieBasedAffinity", ["Enabled", "Disabled"], "Disabled"),
      part("connectionDraining", [flag("enabled", false), whole("drainTimeoutInSec", 1)], {
        isAlways: true,
      }),
      text("hostName"),
      flag("pickHostNameFromBackendAddress", false),
      text("affinityCookieName"),
      text("path"),
      whole("requestTimeout", 30),
      reference("probe", "probes"),
      references("authenticationCertificates"),
      references("trustedRootCertificates"),
      ...usedBy("requestRoutingRules", "urlPathMaps", "pathRules"),
    ]),
    since(
      "2021-08-01",
      only(
        "v2",
        list("backendSettingsCollection", [
          whole("port"),
          choice("protocol", ["Tcp", "Tls"]),
          whole("timeout", 20),
          flag("pickHostNameFromBackendAddress"),
          ...usedBy("routingRules"),
        ]),
      ),
    ),
    list("httpListeners", [
      reference("frontendIPConfiguration", "frontendIPConfigurations"),
      reference("frontendPort", "frontendPorts"),
      choice("protocol", ["Http", "Https"]),
      reference("sslCertificate", "sslCertificates"),
      text("hostName"),
      texts("hostNames", []),
      flag("requireServerNameIndication", false),
      since("2021-08-01", fixed("enableHttp3", false)),
      ...usedBy("requestRoutingRules"),
      holders("redirectConfiguration", fromList("redirectConfigurations")),
    ]),
    since(
      "2021-08-01",
      only(
        "v2",
        list("listeners", [
          reference("frontendIPConfiguration", "frontendIPConfigurations"),
          reference("frontendPort", "frontendPorts"),
          choice("protocol", ["Tcp", "Tls"]),
          reference("sslCertificate", "sslCertificates"),
          texts("hostNames", []),
          ...usedBy("routingRules"),
        ]),
      ),
    ),
    urlPathMaps(),
    list("requestRoutingRules", [
      choice("ruleType", ["Basic", "PathBasedRouting"]),
      whole("priority"),
      reference("httpListener", "httpListeners"),
      reference("urlPathMap", "urlPathMaps"),
      reference("redirectConfiguration", "redirectConfigurations"),
      reference("backendAddressPool", "backendAddressPools"),
      reference("backendHttpSettings", "backendHttpSettingsCollection"),
      reference("rewriteRuleSet", "rewriteRuleSets"),
    ]),
    since(
      "2021-08-01",
      only(
        "v2",
        list("routingRules", [
          choice("ruleType", ["Basic"]),
          whole("priority"),
          reference("listener", "listeners"),
          reference("backendAddressPool", "backendAddressPools"),
          reference("backendSettings", "backendSettingsCollection"),
        ]),
      ),
    ),
    list("probes", [
      choice("protocol", ["Http", "Https", "Tcp", "Tls"]),
      text("host"),
      whole("port"),
      text("path"),
      whole("interval"),
      whole("timeout"),
      whole("unhealthyThreshold"),
      flag("pickHostNameFromBackendHttpSettings", false),
      flag("pickHostNameFromBackendSettings"),
      whole("minServers", 0),
      asked("match"),
    ]),
    list("rewriteRuleSets", [
      asked("rewriteRules", []),
      ...usedBy("urlPathMaps", "pathRules", "requestRoutingRules"),
    ]),
    list("redirectConfigurations", [
      choice("redirectType", ["Permanent", "Found", "SeeOther", "Temporary"]),
      reference("targetListener", "httpListeners"),
      text("targetUrl"),
      flag("includePath"),
      flag("includeQueryString"),
      ...usedBy("urlPathMaps", "pathRules", "requestRoutingRules"),
    ]),
    asked("sslPolicy"),
    flag("enableHttp2"),
    asked("webApplicationFirewallConfiguration"),
    since(
      "2020-06-01",
      only(
        "v2",
        list(
          "privateLinkConfigurations",
          [
            elements({
              name: "ipConfigurations",
              type: `${type}/privateLinkConfigurations/ipConfigurations`,
              isTypeFirst: true,
              properties: [
                provisioningState(),
                text("privateIPAddress"),
                choice("privateIPAllocationMethod", ["Dynamic", "Static"], "Dynamic"),
                flag("primary"),
                reference("subnet", "subnets"),
              ],
            }),
            holders("frontendIpConfigurations", fromList("frontendIPConfigurations")),
          ],
          { isTypeFirst: true },
        ),
      ),
    ),
    only("v2", asked("privateEndpointConnections", [])),
    since("2021-08-01", fixed("defaultPredefinedSslPolicy", "AppGwSslPolicy20150501")),
    part("autoscaleConfiguration", [whole("minCapacity"), whole("maxCapacity")]),
    reference("firewallPolicy"),
  ],
  elements: ["gatewayIPConfigurations", "frontendIPConfigurations", "frontendPorts"],
  checks: [checkReferences, checkPublicHolders],
  complete: allocateAddresses("frontendIPConfigurations"),
});

// The family follows from the tier.
function sku(): Field {
  return part("sku", [
    text("name"),
    text("tier"),
    derived("family", ({ row }) => (generationOf(row) === "v2" ? "Generation_2" : "Generation_1")),
    whole("capacity"),
  ]);
}

function urlPathMaps(): Field {
  const rule = [
    provisioningState(),
    texts("paths"),
    reference("redirectConfiguration", "redirectConfigurations"),
    reference("backendAddressPool", "backendAddressPools"),
    reference("backendHttpSettings", "backendHttpSettingsCollection"),
    reference("rewriteRuleSet", "rewriteRuleSets"),
    reference("firewallPolicy"),
  ];
  return list("urlPathMaps", [
    reference("defaultRedirectConfiguration", "redirectConfigurations"),
    reference("defaultBackendAddressPool", "backendAddressPools"),
    reference("defaultBackendHttpSettings", "backendHttpSettingsCollection"),
    reference("defaultRewriteRuleSet", "rewriteRuleSets"),
    elements({
      name: "pathRules",
      type: `${type}/urlPathMaps/pathRules`,
      otherwise: [],
      properties: rule,
    }),
    ...usedBy("requestRoutingRules"),
  ]);
}
