import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Conversation } from "./conversation.ts";
import { readManifest } from "./manifest.ts";

/**
 * Says that trueroute itself failed and how to report it. The stack goes into a file, and only with
 * `-v`.
 */
export function reportBug(
  error: unknown,
  argv: readonly string[],
  conversation: Conversation,
): void {
  const reason = error instanceof Error ? error.message : String(error);
  const isDetailed = argv.includes("-v") || argv.includes("--verbose");
  const remedy = isDetailed
    ? `Report this bug with the file ${writeDetails(error, argv)}, which holds the command line and where it failed.`
    : "Report this bug with the command line; run it again with -v to get a file with details to send along.";
  conversation.fail(`trueroute ${readManifest().version} failed: ${reason}`, remedy);
}

function writeDetails(error: unknown, argv: readonly string[]): string {
  const file = join(mkdtempSync(join(tmpdir(), "trueroute-")), "failure.txt");
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const lines = [
    `trueroute ${readManifest().version}, Node ${process.version}, ${process.platform}`,
    `arguments: ${JSON.stringify(argv)}`,
    stack,
  ];
  writeFileSync(file, `${lines.join("\n")}\n`, { mode: 0o600 });
  return file;
}
