// The peer of walks: the Linux kernel carrying packets over the same kind of path.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Contender } from "./bench.ts";

/** A contender and its name. */
export interface KernelPath {
  readonly name: string;
  readonly contender: Contender;
}

const name = "Linux kernel, ping over 3 namespaces";
const pings = 5000;

/**
 * Pings between two network namespaces over a third that has a thousand nftables rules, one after
 * the other: what a packet costs there and back. The kernel carries real packets, keeps no state
 * here and compares every packet with every rule; it tells nobody why, does not translate, and ping
 * itself costs two system calls. A walk judges a new flow, names each rule and place on its way,
 * and finds the sender and the destination by their names first.
 */
export function kernelPath(): KernelPath {
  const missing = reasonToMiss();
  if (missing !== undefined) return { name, contender: { name, missing } };
  return {
    name,
    contender: { name, expected: pings, measure: () => parse(run(pings).stdout) },
  };
}

function run(count: number) {
  const script = join(import.meta.dirname, "anchors", "netns-path.sh");
  return spawnSync("sh", [script, String(count)], { encoding: "utf8" });
}

function reasonToMiss(): string | undefined {
  const { status, stderr, stdout } = run(10);
  if (status === 0) return undefined;
  return `needs root, ip, nft and ping: ${(stderr || stdout).trim().split("\n").at(-1) ?? ""}`;
}

// `5000 packets transmitted, 5000 received, 0% packet loss, time 123ms`, then the mean round trip.
function parse(output: string) {
  const received = Number(/(\d+) received/.exec(output)?.[1]);
  const meanMs = Number(/= [\d.]+\/([\d.]+)\//.exec(output)?.[1]);
  return { nsPerOp: meanMs * 1e6, checksum: received };
}
