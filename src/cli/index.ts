/**
 * cli: the command line over the engine.
 *
 * Takes arguments, the environment and streams; writes the answer to stdout and the conversation to
 * stderr, and gives an exit code. Invariant: the same input gives the same bytes on stdout; nothing
 * but an answer goes there; no stack trace is ever shown. Does not know how an answer is computed:
 * each command asks the folders below and prints what they say.
 */
export type { Io, OutputStream } from "./io.ts";
export { main } from "./main.ts";
/** @public */
export { run } from "./run.ts";
