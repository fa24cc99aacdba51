import type { Progress } from "../../host/index.ts";
import {
  createNodePorts,
  PullError,
  type PullPorts,
  type PullRequest,
  type PullResult,
  pull,
} from "../../pull/index.ts";
import type { Io } from "../io.ts";
import { readManifest } from "../manifest.ts";
import { UsageError } from "../usage-error.ts";
import type { NamedServer } from "./find-server.ts";
import { readCertificates } from "./read-certificates.ts";

/** How a pull is carried out. */
export interface PullManner {
  readonly tenant: string | undefined;
  readonly server: NamedServer;
  /** The file that will be written; absent: nothing is kept between runs. */
  readonly output: string | undefined;
  readonly concurrency: number;
  readonly progress: Progress;
}

/** Makes the ports of a pull: those of this machine, or of whoever tests. Throws `UsageError`. */
export async function openPorts(
  io: Io,
  { origin }: Pick<PullRequest, "origin">,
  { tenant, server, output, concurrency, progress }: PullManner,
): Promise<PullPorts> {
  const setting = {
    origin,
    tenant,
    certificates: await readCertificates(io, server.ca),
    environment: io.environment,
    secret: server.secret,
    output,
    concurrency,
    progress,
    program: `trueroute ${readManifest().version}`,
  };
  return (io.pullPorts ?? createNodePorts)(setting);
}

/** Pulls. What makes going on senseless becomes a `UsageError`. */
export async function runPull(request: PullRequest, ports: PullPorts): Promise<PullResult> {
  try {
    return await orUsageError(pull(request, ports));
  } finally {
    ports.progress.finish();
  }
}

/** Throws what an interrupted pull has left away. Throws `UsageError`. */
export async function clearJournal({ journal }: PullPorts): Promise<void> {
  if (journal !== undefined) await orUsageError(journal.clear());
}

async function orUsageError<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof PullError) throw new UsageError(error.message, error.remedy);
    throw error;
  }
}
