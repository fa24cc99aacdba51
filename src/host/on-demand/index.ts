/**
 * The door of `host` to what few commands need: programs in the foreground, requests to servers of
 * this user. It is loaded when one of those runs.
 */
export { noForeground } from "../foreground-runner.ts";
export { askNobody } from "../local-request.ts";
export { createAskLocally } from "./ask-locally.ts";
export { createNodeForegroundRunner } from "./node-foreground-runner.ts";
