import { isJsonObject } from "../../arm/index.ts";
import { refuseUnverified } from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import { notFound } from "../resource/get.ts";

/**
 * `commit` of a network manager. Configurations are in force here as soon as they are made, so that
 * the answer repeats what was asked for.
 */
export const commitConfigurations: Handler = (request, { id }, host) => {
  if (id === undefined) return { status: 404 };
  if (host.keeper.estate.find(id.key) === undefined) return notFound(id, host);
  const { body } = request;
  if (!isJsonObject(body) || typeof body["commitType"] !== "string") {
    return refuseUnverified(
      400,
      "CommitTypeMissing",
      "A commit needs a commitType, which is a text.",
    );
  }
  const commitId = host.chance.guid();
  return { status: 200, body: { commitId, ...body } };
};
