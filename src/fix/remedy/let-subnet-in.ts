import type { Change } from "../../change/index.ts";
import type { CloudService, Subnet } from "../../model/index.ts";
import { planned, type Remedy, refused } from "../plan.ts";

/**
 * A service lets subnets in by their identity (SE-7), which a subnet shows through its service
 * endpoint alone.
 */
export const letSubnetIn: Remedy<"letSubnetIn"> = ({ service, subnets }, { model }) => {
  const found = model.cloudServices.get(service);
  if (found === undefined) return refused("the service is not in the snapshot");
  const guests = subnets.flatMap((key) => model.subnets.get(key) ?? []);
  if (guests.length === 0) return refused("the subnet is not in the snapshot");
  const opened = guests.filter((subnet) => !hasEndpoint(subnet, found));
  const changes: readonly Change[] = [
    ...opened.map(({ id, serviceEndpoints }) => {
      const services = [...serviceEndpoints.map((one) => one.service), endpointNames[found.kind]];
      return { kind: "setServiceEndpoints", subnet: id, services } as const;
    }),
    ...guests.map(({ id }) => ({ kind: "addSubnetRule", service: found.id, subnet: id }) as const),
  ];
  const notes = ["Open connections to the service break when its endpoint is switched on (SE-5)."];
  return planned(changes, opened.length === 0 ? [] : notes);
};

const endpointNames: Readonly<Record<CloudService["kind"], string>> = {
  storage: "Microsoft.Storage",
  keyVault: "Microsoft.KeyVault",
  sql: "Microsoft.Sql",
};

// The one for all regions serves, too: Microsoft.Storage.Global.
function hasEndpoint({ serviceEndpoints }: Subnet, { kind }: CloudService): boolean {
  const wanted = endpointNames[kind].toLowerCase();
  return serviceEndpoints.some(({ service }) => {
    const name = service.toLowerCase();
    return name === wanted || name === `${wanted}.global`;
  });
}
