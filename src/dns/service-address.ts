import type { CloudService, Model } from "../model/index.ts";
import type { Ip } from "../net/index.ts";

const tagOfKind = { storage: "Storage", keyVault: "AzureKeyVault", sql: "Sql" } as const;

/**
 * An address that stands for a service's public one, which no resource tells: the first of its tag
 * in its region, so that routes, rules and the service's own firewall treat it as the real one.
 * `undefined` without a region, a service-tag file or such a tag in it.
 */
export function exampleAddress(
  { serviceTags }: Model,
  { kind, region }: CloudService,
): { readonly address: Ip; readonly tag: string } | undefined {
  if (region === undefined) return undefined;
  const tag = `${tagOfKind[kind]}.${region}`;
  const prefixes = serviceTags?.prefixesOf(tag) ?? [];
  const address = (prefixes.find(({ family }) => family === 4) ?? prefixes[0])?.address;
  return address === undefined ? undefined : { address, tag };
}
