import { type Refusal, refuseByProvider } from "./refusal.ts";

/** The code is Azure's, the text ours. */
export function frontendHasNoAddress(frontend: string): Refusal {
  return refuseByProvider(
    400,
    "FrontendIPConfigurationHasNoSubnetOrPublicIPAddressOrPublicIPPrefix",
    `Frontend IP configuration ${frontend} has no subnet, public IP address or public IP prefix.`,
  );
}

export function skusDoNotMatch(
  balancer: string,
  sku: string,
  address: { readonly id: string; readonly sku: string },
): Refusal {
  return refuseByProvider(
    400,
    "PublicIPAndLBSkuDoNotMatch",
    `${sku} sku load balancer ${balancer} cannot reference ${address.sku} sku publicIP ${address.id}.`,
  );
}
