/**
 * The door of `host` to what few commands need: programs in the foreground, the servers of this user,
 * texts that are kept. It is loaded when one of those runs.
 */
export { noForeground } from "../foreground-runner.ts";
export { createRunningServers } from "../running-server.ts";
export { createKeptText, type KeptText } from "./kept-text.ts";
export { createNodeForegroundRunner } from "./node-foreground-runner.ts";
export { createNodeRunningServers } from "./node-running-servers.ts";
