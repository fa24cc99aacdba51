import type { Place } from "../diagnostic/index.ts";
import { Cursor, type Reference, type Report } from "./cursor.ts";
import type { Resource } from "./resource.ts";

/** A static member of a network group as written. */
export interface StaticMemberBody {
  readonly member: Reference | undefined;
}

/** A connectivity configuration as written. */
export interface ConnectivityConfigurationBody {
  readonly topology: "mesh" | "hubAndSpoke" | undefined;
  readonly isGlobal: boolean;
  readonly groups: readonly {
    readonly group: Reference;
    readonly isDirectlyConnected: boolean;
    readonly isGlobal: boolean;
    readonly place: Place;
  }[];
}

/** Reads a static member. */
export function decodeStaticMember(resource: Resource, report: Report): StaticMemberBody {
  return { member: Cursor.of(resource, report).reference("resourceId") };
}

/** Reads a connectivity configuration. */
export function decodeConnectivityConfiguration(
  resource: Resource,
  report: Report,
): ConnectivityConfigurationBody {
  const cursor = Cursor.of(resource, report);
  return {
    topology: cursor.choice("connectivityTopology", { Mesh: "mesh", HubAndSpoke: "hubAndSpoke" }),
    isGlobal: cursor.flag("isGlobal") ?? false,
    groups: cursor.list("appliesToGroups").flatMap((entry) => {
      const group = entry.reference("networkGroupId");
      if (group === undefined) return [];
      return [
        {
          group,
          isDirectlyConnected:
            entry.choice("groupConnectivity", { None: false, DirectlyConnected: true }) ?? false,
          isGlobal: entry.flag("isGlobal") ?? false,
          place: entry.place,
        },
      ];
    }),
  };
}
