import { childId } from "../estate/id.ts";
import type { Completing } from "../kind/kind.ts";

/** A private zone begins with its SOA record. */
export function completePrivateZone({ draft, row, make }: Completing): undefined {
  const id = childId(row.id, "SOA", "@");
  if (draft.find(id.key) !== undefined) return undefined;
  const soaRecord = {
    email: "azureprivatedns-host.microsoft.com",
    expireTime: 2419200,
    host: "azureprivatedns.net",
    minimumTtl: 10,
    refreshTime: 3600,
    retryTime: 300,
    serialNumber: 1,
  };
  make(id, { properties: { ttl: 3600, soaRecord } });
  return undefined;
}

/** The name servers of public zones. */
export const nameServers: readonly string[] = [
  "ns1-01.azure-dns.com.",
  "ns2-01.azure-dns.net.",
  "ns3-01.azure-dns.org.",
  "ns4-01.azure-dns.info.",
];

/** A public zone begins with its SOA and NS records. */
export function completePublicZone({ draft, row, make }: Completing): undefined {
  const soa = childId(row.id, "SOA", "@");
  if (draft.find(soa.key) !== undefined) return undefined;
  const SOARecord = {
    email: "azuredns-hostmaster.microsoft.com",
    expireTime: 2419200,
    host: nameServers[0],
    minimumTTL: 300,
    refreshTime: 3600,
    retryTime: 300,
    serialNumber: 1,
  };
  make(soa, { properties: { TTL: 3600, SOARecord } });
  const NSRecords = nameServers.map((nsdname) => ({ nsdname }));
  make(childId(row.id, "NS", "@"), { properties: { TTL: 172800, NSRecords } });
  return undefined;
}
