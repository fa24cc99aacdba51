// The Linux kernel as a second opinion on routing, in a network namespace that ends with its
// process.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatIp, formatPrefix, type Ip, type Prefix } from "../../src/net/index.ts";

/** What a route does with packets, in the words of `ip route`. */
type RouteKind = "unicast" | "blackhole" | "unreachable" | "prohibit";

/** A route for the kernel's main table. */
export interface KernelRoute {
  readonly prefix: Prefix;
  readonly kind: RouteKind;
  /** The lower one wins among routes for one prefix; at least 1. */
  readonly metric: number;
}

/** The kernel's answer for one address; only unicast routes tell which route it was. */
export type KernelAnswer =
  | { readonly kind: "unicast"; readonly prefix: string; readonly metric: number }
  | { readonly kind: "blackhole" | "unreachable" | "prohibit" | "noRoute" };

/** A command line that runs its arguments in a new network namespace, or why there is none. */
export type Namespace = { readonly command: readonly string[] } | { readonly missing: string };

/** Finds out how to get a namespace here: without privileges if possible, else as root. */
export function findNamespace(): Namespace {
  if (spawnSync("ip", ["-V"]).status !== 0) return { missing: "the command ip is not installed" };
  const ways = [
    ["unshare", "--user", "--map-root-user", "--net"],
    ["unshare", "--net"],
  ];
  const command = ways.find(([program, ...options]) => {
    const run = spawnSync(program ?? "", [...options, "ip", "link", "set", "lo", "up"]);
    return run.status === 0;
  });
  return command === undefined ? { missing: "network namespaces are denied" } : { command };
}

/** Loads the routes into a fresh namespace and asks it for each address. */
export function askKernel(
  namespace: readonly string[],
  routes: readonly KernelRoute[],
  addresses: readonly Ip[],
): readonly KernelAnswer[] {
  const folder = mkdtempSync(join(tmpdir(), "trueroute-kernel-"));
  try {
    writeFileSync(join(folder, "routes"), `${routes.map(routeCommand).join("\n")}\n`);
    const queries = addresses.map((ip) => `route get fibmatch ${formatIp(ip)}`);
    writeFileSync(join(folder, "queries"), `${queries.join("\n")}\n`);
    // Status 70 tells a failed set-up from failed queries, which are answers.
    const script =
      "ip link set lo up && ip -batch routes || exit 70; ip -j -force -batch queries; exit 0";
    const [program = "", ...options] = namespace;
    const run = spawnSync(program, [...options, "sh", "-c", script], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    if (run.status !== 0) throw new Error(`the kernel refused the routes: ${run.stderr}`);
    return mergeAnswers(run.stdout, run.stderr, addresses.length);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function routeCommand({ prefix, kind, metric }: KernelRoute): string {
  const target = formatPrefix(prefix);
  return kind === "unicast"
    ? `route add ${target} dev lo metric ${metric}`
    : `route add ${kind} ${target} metric ${metric}`;
}

/** Hits are JSON lines on stdout in order; all else is on stderr with the number of its query. */
function mergeAnswers(stdout: string, stderr: string, count: number): KernelAnswer[] {
  const failures = failuresByLine(stderr);
  const hits = stdout.split("\n").filter((line) => line.startsWith("["));
  const answers = Array.from({ length: count }, (_, index): KernelAnswer => {
    const failure = failures.get(index + 1);
    return failure ?? parseHit(hits.shift() ?? "");
  });
  if (hits.length > 0) throw new Error("the kernel gave more answers than it was asked for");
  return answers;
}

// The same errno tells the same kind in both families.
const KINDS: readonly (readonly [text: string, kind: Exclude<KernelAnswer["kind"], "unicast">])[] =
  [
    ["Invalid argument", "blackhole"],
    ["No route to host", "unreachable"],
    ["Permission denied", "prohibit"],
    ["Network is unreachable", "noRoute"],
  ];

function failuresByLine(stderr: string): ReadonlyMap<number, KernelAnswer> {
  const failures = new Map<number, KernelAnswer>();
  const pattern = /RTNETLINK answers: (.*)\nCommand failed .*:(\d+)/g;
  for (const [whole, text = "", line] of stderr.matchAll(pattern)) {
    const found = KINDS.find(([known]) => known === text);
    if (found === undefined) throw new Error(`an answer that is not understood: ${whole}`);
    failures.set(Number(line), { kind: found[1] });
  }
  return failures;
}

function parseHit(line: string): KernelAnswer {
  const [hit] = JSON.parse(line) as { dst: string; metric: number }[];
  if (hit === undefined) throw new Error("an empty answer");
  return { kind: "unicast", prefix: fullPrefix(hit.dst), metric: hit.metric };
}

/** `ip` leaves out the length of host routes and calls both default routes "default". */
function fullPrefix(dst: string): string {
  if (dst === "default") return "default";
  if (dst.includes("/")) return dst;
  return dst.includes(":") ? `${dst}/128` : `${dst}/32`;
}
