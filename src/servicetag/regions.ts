/** One region of Azure, in each of its spellings. */
export interface Region {
  /** ARM location name, as resources carry it: `francecentral`. */
  readonly location: string;
  /** What stands after the dot of its service tags: `FranceCentral`. */
  readonly suffix: string;
  /** What the file calls it in `region`, and after `AzureCloud.`: `centralfrance`. */
  readonly code: string;
  /**
   * Location of the paired region; `undefined` where there is none. Not always mutual: `westus3`
   * has `eastus`, which has `westus`. Microsoft.Storage service endpoints take in the pair (SE-3).
   */
  readonly pair: string | undefined;
}

interface Row {
  readonly suffix: string;
  /** Absent where it is the location. */
  readonly code?: string;
  readonly pair?: string;
}

// The location is the suffix in lower case, for every region. Suffixes and codes are those of
// Microsoft's file (change numbers 279 and 398), pairs those of Microsoft Learn, "List of Azure
// regions" (2025-09-23). Inferred: that the pair of Sweden Central and the pair of Jio India West
// point back; the list has no row for them.
const rows: readonly Row[] = [
  { suffix: "AustraliaCentral", pair: "australiacentral2" },
  { suffix: "AustraliaCentral2", pair: "australiacentral" },
  { suffix: "AustraliaEast", pair: "australiasoutheast" },
  { suffix: "AustraliaSoutheast", pair: "australiaeast" },
  { suffix: "AustriaEast" },
  { suffix: "BelgiumCentral" },
  { suffix: "brazilne" },
  { suffix: "BrazilSouth", pair: "southcentralus" },
  { suffix: "BrazilSoutheast", code: "brazilse", pair: "brazilsouth" },
  { suffix: "CanadaCentral", pair: "canadaeast" },
  { suffix: "CanadaEast", pair: "canadacentral" },
  { suffix: "CentralIndia", pair: "southindia" },
  { suffix: "CentralUS", pair: "eastus2" },
  { suffix: "CentralUSEUAP" },
  { suffix: "ChileCentral", code: "chilec" },
  { suffix: "DenmarkEast" },
  { suffix: "EastAsia", pair: "southeastasia" },
  { suffix: "EastUS", pair: "westus" },
  { suffix: "EastUS2", pair: "centralus" },
  { suffix: "EastUS2EUAP" },
  { suffix: "EastUS3" },
  { suffix: "EastUSSTG", code: "usstagee" },
  { suffix: "FranceCentral", code: "centralfrance", pair: "francesouth" },
  { suffix: "FranceSouth", code: "southfrance", pair: "francecentral" },
  { suffix: "GermanyNorth", code: "germanyn", pair: "germanywestcentral" },
  { suffix: "GermanyWestCentral", code: "germanywc", pair: "germanynorth" },
  { suffix: "IndonesiaCentral" },
  { suffix: "IsraelCentral" },
  { suffix: "IsraelNorthwest" },
  { suffix: "ItalyNorth" },
  { suffix: "JapanEast", pair: "japanwest" },
  { suffix: "JapanWest", pair: "japaneast" },
  { suffix: "JioIndiaCentral", pair: "jioindiawest" },
  { suffix: "JioIndiaWest", pair: "jioindiacentral" },
  { suffix: "KoreaCentral", pair: "koreasouth" },
  { suffix: "KoreaSouth", pair: "koreacentral" },
  { suffix: "MalaysiaSouth" },
  { suffix: "MalaysiaWest" },
  { suffix: "MexicoCentral" },
  { suffix: "NewZealandNorth" },
  { suffix: "NorthCentralUS", pair: "southcentralus" },
  { suffix: "NorthEurope", pair: "westeurope" },
  { suffix: "northeurope2" },
  { suffix: "NorwayEast", code: "norwaye", pair: "norwaywest" },
  { suffix: "NorwayWest", code: "norwayw", pair: "norwayeast" },
  { suffix: "PolandCentral" },
  { suffix: "QatarCentral" },
  { suffix: "SouthAfricaNorth", pair: "southafricawest" },
  { suffix: "SouthAfricaWest", pair: "southafricanorth" },
  { suffix: "SouthCentralUS", pair: "northcentralus" },
  { suffix: "SouthCentralUS2" },
  { suffix: "SouthCentralUSSTG", code: "usstagec" },
  { suffix: "SoutheastAsia", pair: "eastasia" },
  { suffix: "SoutheastUS" },
  { suffix: "SoutheastUS3" },
  { suffix: "SouthIndia", pair: "centralindia" },
  { suffix: "SpainCentral" },
  { suffix: "SwedenCentral", pair: "swedensouth" },
  { suffix: "SwedenSouth", pair: "swedencentral" },
  { suffix: "SwitzerlandNorth", code: "switzerlandn", pair: "switzerlandwest" },
  { suffix: "SwitzerlandWest", code: "switzerlandw", pair: "switzerlandnorth" },
  { suffix: "TaiwanNorth" },
  { suffix: "TaiwanNorthwest" },
  { suffix: "UAECentral", pair: "uaenorth" },
  { suffix: "UAENorth", pair: "uaecentral" },
  { suffix: "UKNorth" },
  { suffix: "UKSouth", pair: "ukwest" },
  { suffix: "UKSouth2" },
  { suffix: "UKWest", pair: "uksouth" },
  { suffix: "WestCentralUS", pair: "westus2" },
  { suffix: "WestEurope", pair: "northeurope" },
  { suffix: "WestIndia", pair: "southindia" },
  { suffix: "WestUS", pair: "eastus" },
  { suffix: "WestUS2", pair: "westcentralus" },
  { suffix: "WestUS3", pair: "eastus" },
];

/** Every region that Microsoft's file has named, by location. */
export const regions: readonly Region[] = rows.map(({ suffix, code, pair }) => {
  const location = suffix.toLowerCase();
  return { location, suffix, code: code ?? location, pair };
});

const regionBySpelling: ReadonlyMap<string, Region> = new Map(
  regions.flatMap((region) => [
    [region.code, region],
    [region.location, region],
  ]),
);

/**
 * Finds a region by location, display name, file code or tag suffix, without regard to case and
 * spaces: `francecentral`, `France Central` and `centralfrance` are one region. `undefined`: not in
 * the list.
 */
export function regionOf(text: string): Region | undefined {
  return regionBySpelling.get(text.replaceAll(" ", "").toLowerCase());
}
