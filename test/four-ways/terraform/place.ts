// Where everything of these landscapes stands.
import { type Body, type ResourceBlock, resource } from "./configuration.ts";
import { ref } from "./expression.ts";

/** Subscription of every landscape. */
export const subscription = "11111111-2222-3333-4444-555555555555";

/** Arguments of the provider. */
export const provider: Body = { features: [{}], subscription_id: subscription };

/** The resource group of every landscape. */
export const resourceGroup: ResourceBlock = resource("azurerm_resource_group.network", {
  name: "network",
  location: "westeurope",
});

/** The argument that puts a resource into that group. */
export const inGroup: Body = { resource_group_name: ref("azurerm_resource_group.network.name") };

/** The arguments that put a resource into that group, and where the group is. */
export const place: Body = { ...inGroup, location: ref("azurerm_resource_group.network.location") };
