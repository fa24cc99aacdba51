/**
 * emulator: ARM over HTTP: a request -> the answer that Azure would give.
 *
 * Takes requests as the web has them, a store and ports for time and chance; gives responses.
 * Invariant: every answer is ARM's, refusals too; what a client was told is durable; the control
 * plane (`provider`) decides what a request does, and the engine what a question answers: nothing is
 * computed here. Does not know sockets' other ends, terminals or the command line.
 */
export { type App, type AppSetting, createApp, defaultTenant } from "./app.ts";
export type { Chance, Clock } from "./host.ts";
