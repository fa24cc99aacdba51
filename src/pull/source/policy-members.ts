import {
  isJsonObject,
  type JsonObject,
  nameOnlyTypeKeys,
  parseArmId,
  peekProperty,
  typeKeys,
} from "../../arm/index.ts";
import type { Gathered } from "../estate/gathered.ts";
import { queryGraph } from "./graph.ts";
import { policyMembersQuery } from "./graph-query.ts";
import type { Job } from "./job.ts";

/**
 * Adds the networks that a policy has put into network groups, as static members named after them:
 * only Resource Graph knows these members. Nothing is asked where there is no group. Source: Azure
 * Virtual Network Manager, "Network group membership" (extension resources
 * `networkGroupMemberships` of networks, in the table `networkresources`).
 */
export async function addPolicyMembers(job: Job, gathered: Gathered): Promise<void> {
  const resources = [...gathered.resources()];
  const groups = new Map(
    resources
      .filter(({ typeKey }) => typeKey === nameOnlyTypeKeys.networkGroup)
      .map(({ id }) => [id.key, id.text]),
  );
  if (groups.size === 0) return;
  const known = new Set(
    resources
      .filter(({ typeKey }) => typeKey === typeKeys.staticMember)
      .map(({ id, body }) => pairOf(id.parent ?? "", peekProperty(body, "resourceId"))),
  );
  const answer = await queryGraph(job, policyMembersQuery());
  if (answer.kind !== "rows") {
    job.note("members that a policy has put into network groups are not known");
    return;
  }
  const members = answer.rows.flatMap((row) => membershipsOf(row));
  gathered.add(
    members.flatMap(({ network, group }) => {
      const id = groups.get(group.toLowerCase());
      return id === undefined || known.has(pairOf(id, network)) ? [] : memberOf(id, network);
    }),
  );
}

interface Membership {
  readonly network: string;
  readonly group: string;
}

// ID/providers/Microsoft.Network/networkGroupMemberships/default, with `GroupMemberships`.
function membershipsOf({ id, properties }: JsonObject): readonly Membership[] {
  const [network] =
    typeof id === "string" ? id.split(/\/providers\/[^/]+\/networkGroupMemberships\//i) : [];
  const list = isJsonObject(properties) ? properties["GroupMemberships"] : undefined;
  if (network === undefined || !Array.isArray(list)) return [];
  return list.flatMap((one: unknown) => {
    const group = isJsonObject(one) ? one["NetworkGroupId"] : undefined;
    return typeof group === "string" ? [{ network, group }] : [];
  });
}

function memberOf(group: string, network: string): readonly JsonObject[] {
  const parsed = parseArmId(network);
  if (parsed === undefined) return [];
  const { subscription, resourceGroup, name } = parsed;
  const id = `${group}/staticMembers/policy-${subscription}-${resourceGroup}-${name}`;
  return [{ id, properties: { provisioningState: "Succeeded", resourceId: network } }];
}

function pairOf(group: string, network: unknown): string {
  return `${group} ${typeof network === "string" ? network : ""}`.toLowerCase();
}
