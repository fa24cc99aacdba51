import type { Row } from "../estate/row.ts";
import { groupsOfType, membersOfGroup, zonesOfGroup } from "../service/catalogue.ts";

/** A part of a service that private endpoints can stand for, as its provider lists it. */
export interface LinkResource {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly properties: {
    readonly groupId: string;
    readonly requiredMembers: readonly string[];
    readonly requiredZoneNames: readonly string[];
  };
}

/** `privateLinkResources` of a service; none for types that nobody has listed. */
export function linkResourcesOf(service: Row): readonly LinkResource[] {
  return groupsOfType(service.typeKey).map((groupId) => ({
    id: `${service.id.text}/privateLinkResources/${groupId}`,
    name: groupId,
    type: `${service.id.type}/privateLinkResources`,
    properties: {
      groupId,
      requiredMembers: membersOfGroup(service.typeKey, groupId),
      requiredZoneNames: zonesOfGroup(service.typeKey, groupId),
    },
  }));
}
