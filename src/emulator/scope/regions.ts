/** A region of Azure's public cloud. */
export interface Region {
  /** `westeurope`. */
  readonly name: string;
  /** `West Europe`. */
  readonly displayName: string;
  readonly geography: string;
  /** `Europe`, as the regional name has it: `(Europe) West Europe`. */
  readonly group: string;
  /** Where it is, in Microsoft's words. */
  readonly place: string;
  /** Name of the region that it is paired with; empty: none. */
  readonly pair: string;
  readonly hasZones: boolean;
  readonly latitude: string;
  readonly longitude: string;
}

// name | displayed | geography | group | place | pair | zones | latitude | longitude
// Source: Microsoft, "List of Azure regions" and "Azure region pairs".
const table = `
eastus|East US|United States|US|Virginia|westus|z|37.3719|-79.8164
westus2|West US 2|United States|US|Washington|westcentralus|z|47.233|-119.852
australiaeast|Australia East|Australia|Asia Pacific|New South Wales|australiasoutheast|z|-33.86|151.2094
southeastasia|Southeast Asia|Asia Pacific|Asia Pacific|Singapore|eastasia|z|1.283|103.833
northeurope|North Europe|Europe|Europe|Ireland|westeurope|z|53.3478|-6.2597
swedencentral|Sweden Central|Sweden|Europe|Gavle|swedensouth|z|60.67488|17.14127
westeurope|West Europe|Europe|Europe|Netherlands|northeurope|z|52.3667|4.9
uksouth|UK South|United Kingdom|Europe|London|ukwest|z|50.941|-0.799
centralus|Central US|United States|US|Iowa|eastus2|z|41.5908|-93.6208
southafricanorth|South Africa North|South Africa|Africa|Johannesburg|southafricawest|z|-25.73134|28.21837
centralindia|Central India|India|Asia Pacific|Pune|southindia|z|18.5822|73.9197
eastasia|East Asia|Asia Pacific|Asia Pacific|Hong Kong|southeastasia|z|22.267|114.188
indonesiacentral|Indonesia Central|Indonesia|Asia Pacific|Jakarta||z|-6.2|106.816666
japaneast|Japan East|Japan|Asia Pacific|Tokyo, Saitama|japanwest|z|35.68|139.77
japanwest|Japan West|Japan|Asia Pacific|Osaka|japaneast|z|34.6939|135.5022
koreacentral|Korea Central|Korea|Asia Pacific|Seoul|koreasouth|z|37.5665|126.978
malaysiawest|Malaysia West|Malaysia|Asia Pacific|Kuala Lumpur||z|3.139|101.6869
newzealandnorth|New Zealand North|New Zealand|Asia Pacific|Auckland||z|-36.84853|174.76349
canadacentral|Canada Central|Canada|Canada|Toronto|canadaeast|z|43.653|-79.383
austriaeast|Austria East|Austria|Europe|Vienna||z|48.2201|16.3798
francecentral|France Central|France|Europe|Paris|francesouth|z|46.3772|2.373
germanywestcentral|Germany West Central|Germany|Europe|Frankfurt|germanynorth|z|50.110924|8.682127
italynorth|Italy North|Italy|Europe|Milan||z|45.46888|9.18109
norwayeast|Norway East|Norway|Europe|Norway|norwaywest|z|59.913868|10.752245
polandcentral|Poland Central|Poland|Europe|Warsaw||z|52.23334|21.01666
spaincentral|Spain Central|Spain|Europe|Madrid||z|40.4259|3.4209
switzerlandnorth|Switzerland North|Switzerland|Europe|Zurich|switzerlandwest|z|47.451542|8.564572
mexicocentral|Mexico Central|Mexico|Mexico|Queretaro State||z|20.588818|-100.389888
uaenorth|UAE North|UAE|Middle East|Dubai|uaecentral|z|25.266666|55.316666
brazilsouth|Brazil South|Brazil|South America|Sao Paulo State|southcentralus|z|-23.55|-46.633
chilecentral|Chile Central|Chile|South America|Santiago||z|-33.447487|-70.673676
israelcentral|Israel Central|Israel|Middle East|Israel||z|31.2655698|33.4506633
qatarcentral|Qatar Central|Qatar|Middle East|Doha||z|25.551462|51.439327
eastus2|East US 2|United States|US|Virginia|centralus|z|36.6681|-78.3889
southcentralus|South Central US|United States|US|Texas|northcentralus|z|29.4167|-98.5
westus3|West US 3|United States|US|Phoenix|eastus|z|33.448376|-112.074036
northcentralus|North Central US|United States|US|Illinois|southcentralus||41.8819|-87.6278
westus|West US|United States|US|California|eastus||37.783|-122.417
westcentralus|West Central US|United States|US|Wyoming|westus2||40.89|-110.234
southafricawest|South Africa West|South Africa|Africa|Cape Town|southafricanorth||-34.075691|18.843266
australiacentral|Australia Central|Australia|Asia Pacific|Canberra|australiacentral2||-35.3075|149.1244
australiacentral2|Australia Central 2|Australia|Asia Pacific|Canberra|australiacentral||-35.3075|149.1244
australiasoutheast|Australia Southeast|Australia|Asia Pacific|Victoria|australiaeast||-37.8136|144.9631
jioindiawest|Jio India West|India|Asia Pacific|Jamnagar|jioindiacentral||22.470701|70.05773
jioindiacentral|Jio India Central|India|Asia Pacific|Nagpur|jioindiawest||21.146633|79.08886
koreasouth|Korea South|Korea|Asia Pacific|Busan|koreacentral||35.1796|129.0756
southindia|South India|India|Asia Pacific|Chennai|centralindia||12.9822|80.1636
westindia|West India|India|Asia Pacific|Mumbai|southindia||19.088|72.868
canadaeast|Canada East|Canada|Canada|Quebec|canadacentral||46.817|-71.217
francesouth|France South|France|Europe|Marseille|francecentral||43.8345|2.1972
germanynorth|Germany North|Germany|Europe|Berlin|germanywestcentral||53.073635|8.806422
norwaywest|Norway West|Norway|Europe|Norway|norwayeast||58.969975|5.733107
swedensouth|Sweden South|Sweden|Europe|Sweden|swedencentral||55.6059|13.0007
switzerlandwest|Switzerland West|Switzerland|Europe|Geneva|switzerlandnorth||46.204391|6.143158
ukwest|UK West|United Kingdom|Europe|Cardiff|uksouth||53.427|-3.084
uaecentral|UAE Central|UAE|Middle East|Abu Dhabi|uaenorth||24.466667|54.366669
brazilsoutheast|Brazil Southeast|Brazil|South America|Rio|brazilsouth||-22.90278|-43.2075
`;

/** Azure's public regions, those that it recommends first. */
export const regions: readonly Region[] = table
  .trim()
  .split("\n")
  .map((line) => {
    const [name = "", displayName = "", geography = "", group = "", place = "", pair = ""] =
      line.split("|");
    const [zones, latitude = "", longitude = ""] = line.split("|").slice(6);
    const hasZones = zones === "z";
    return { name, displayName, geography, group, place, pair, hasZones, latitude, longitude };
  });
