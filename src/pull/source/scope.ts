import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { PullError } from "../pull-error.ts";
import { reasonOf } from "../wire/ask.ts";
import { listAll } from "../wire/list.ts";
import type { Job } from "./job.ts";

/**
 * The numbers of the subscriptions in the scope, in their order. Rejects with a `PullError` where
 * they cannot be told: without them there is nothing to ask.
 */
export async function subscriptionsOf(job: Job): Promise<readonly string[]> {
  const { scope } = job.request;
  switch (scope.kind) {
    case "subscriptions":
      return scope.ids;
    case "managementGroup": {
      const path = `/providers/Microsoft.Management/managementGroups/${encodeURIComponent(scope.id)}/descendants?api-version=2020-05-01`;
      const rows = await listOrThrow(job, path, `the management group ${scope.id}`);
      return rows.filter(isSubscription).map(lastOfId).sort();
    }
    case "tenant": {
      const path = "/subscriptions?api-version=2022-12-01";
      const rows = await listOrThrow(job, path, "the list of subscriptions");
      return rows.filter(isThere).map(lastOfId).sort();
    }
  }
}

async function listOrThrow(job: Job, path: string, what: string): Promise<readonly JsonObject[]> {
  const listing = await listAll(job.client, job.request.origin, path);
  if (listing.kind === "rows") return listing.rows;
  const reason =
    listing.kind === "broken"
      ? listing.reason
      : reasonOf(listing.status, listing.code, listing.message);
  throw new PullError(
    `cannot read ${what}: ${reason}`,
    "Check its name and your right to read it, or name subscriptions with --subscription ID.",
  );
}

function isSubscription(row: JsonObject): boolean {
  return /\/subscriptions$/i.test(String(row["type"]));
}

function isThere(row: JsonObject): boolean {
  return isJsonObject(row) && row["state"] !== "Deleted";
}

function lastOfId({ id }: JsonObject): string {
  return typeof id === "string" ? (id.split("/").at(-1) ?? "") : "";
}
