/**
 * The door of `host` to what few commands need: programs in the foreground, the servers of this user,
 * requests to them. It is loaded when one of those runs.
 */
export { noForeground } from "../foreground-runner.ts";
export { askNobody } from "../local-request.ts";
export { createRunningServers } from "../running-server.ts";
export { createAskLocally } from "./ask-locally.ts";
export { createNodeForegroundRunner } from "./node-foreground-runner.ts";
export { createNodeRunningServers } from "./node-running-servers.ts";
