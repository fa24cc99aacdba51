import { type Refusal, refuseByProvider, refuseUnverified } from "./refusal.ts";

/** ARM-RECORDED.md 6, grammar included. */
export function gatewayPoolOnSecondary(nic: string, configuration: string): Refusal {
  return refuseByProvider(
    400,
    "ApplicationGatewayLoadBalancingNotSupportedOnSecondaryIpConfigurations",
    `Network Interface with Id: ${nic} has a secondary IpConfigurations ${configuration} is using ` +
      "ApplicationGatewayAddressPools. ApplicationGateway loadbalancing is not supported for " +
      "secondary IpConfigurations.",
  );
}

export function noConfiguration(nic: string): Refusal {
  return refuseUnverified(
    400,
    "NetworkInterfaceHasNoIpConfiguration",
    `Network interface ${nic} needs at least one IP configuration.`,
  );
}

export function severalPrimaries(nic: string): Refusal {
  return refuseUnverified(
    400,
    "SeveralPrimaryIpConfigurations",
    `Network interface ${nic} has more than one primary IP configuration. Mark one of them only.`,
  );
}

export function networksDiffer(nic: string): Refusal {
  return refuseUnverified(
    400,
    "IpConfigurationsInSeveralNetworks",
    `The IP configurations of network interface ${nic} stand in subnets of more than one virtual ` +
      "network.",
  );
}
