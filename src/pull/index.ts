/**
 * pull: the resources of a live Azure, or of another server of Azure's interfaces, as a snapshot.
 *
 * Takes a request (where, which subscriptions, types and answers) and the world as ports: requests,
 * tokens, time, a journal; gives the text of a snapshot that `-s` reads, and what is missing from it.
 * Invariant: nothing is sent but what reads (`wire/guard.ts`); no secret leaves this folder
 * (`secret/withhold.ts`); equal answers give equal bytes, whoever answered first. Does not know what
 * a resource means to routing, or where the text is put.
 */

export { createNodePorts, type NodeSetting } from "./node/node-ports.ts";
export { pull } from "./pull.ts";
export { PullError } from "./pull-error.ts";
export type { PullPorts, PullRequest, PullResult, Scope } from "./pull-request.ts";
export { type AzSetting, type AzSubscription, readAzSetting } from "./sign-in/az-setting.ts";
export { cloudAt, clouds } from "./sign-in/cloud.ts";
export { pulledTypes } from "./type/pulled-type.ts";
