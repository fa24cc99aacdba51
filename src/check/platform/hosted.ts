import {
  type HostedKind,
  type HostedService,
  type HostedServiceOf,
  type Model,
  type Subnet,
  servicesBySubnet,
} from "../../model/index.ts";

/** The services of one kind that run in a subnet, by id. */
export function hostedIn<K extends HostedKind["kind"]>(
  model: Model,
  subnet: Subnet,
  kind: K,
): readonly HostedServiceOf<K>[] {
  return allIn(model, subnet).filter((one): one is HostedServiceOf<K> => one.kind === kind);
}

/** All services that run in a subnet, by id. */
export function allIn(model: Model, { key }: Subnet): readonly HostedService[] {
  return servicesBySubnet(model).get(key) ?? [];
}
