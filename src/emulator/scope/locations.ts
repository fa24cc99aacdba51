import type { Handler } from "../dispatch/route.ts";
import { type Region, regions } from "./regions.ts";

/** `GET /subscriptions/S/locations`: where resources may be. */
export const listLocations: Handler = (_request, { parameters }) => {
  const subscription = parameters["subscription"] ?? "";
  return {
    status: 200,
    body: { value: regions.map((region) => showRegion(subscription, region)) },
  };
};

function showRegion(subscription: string, region: Region): unknown {
  const { name, displayName, group, geography, place, pair, latitude, longitude } = region;
  const idOf = (one: string): string => `/subscriptions/${subscription}/locations/${one}`;
  return {
    id: idOf(name),
    name,
    type: "Region",
    displayName,
    regionalDisplayName: `(${group}) ${displayName}`,
    metadata: {
      regionType: "Physical",
      regionCategory: region.hasZones ? "Recommended" : "Other",
      geography,
      geographyGroup: group,
      longitude,
      latitude,
      physicalLocation: place,
      pairedRegion: pair === "" ? [] : [{ name: pair, id: idOf(pair) }],
    },
    ...(region.hasZones ? { availabilityZoneMappings: zonesOf(name) } : {}),
  };
}

function zonesOf(region: string): readonly unknown[] {
  return ["1", "2", "3"].map((zone) => ({
    logicalZone: zone,
    physicalZone: `${region}-az${zone}`,
  }));
}
