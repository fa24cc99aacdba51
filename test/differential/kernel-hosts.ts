// Hosts as network namespaces on one wire, each with its own route table, and UDP probes between
// them: what the Linux kernel makes of a table that somebody else has computed.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Namespace } from "./kernel.ts";

/** One host: its address, whether it forwards, and its routes in the words of `ip route add`. */
export interface KernelHost {
  readonly name: string;
  readonly address: string;
  readonly forwards: boolean;
  readonly routes: readonly string[];
}

/** A probe that arrived: from whom, to whom, and with which time to live it had been sent. */
export interface Arrival {
  readonly from: string;
  readonly to: string;
  readonly ttl: number;
}

/** Probes are sent with these. */
const mostHops = 6;

/** Finds a way to namespaces in which more namespaces can be made, or says why there is none. */
export function findNestedNamespace(): Namespace {
  if (spawnSync("ip", ["-V"]).status !== 0) return { missing: "the command ip is not installed" };
  const ways = [
    ["unshare", "--user", "--map-root-user", "--net", "--mount"],
    ["unshare", "--net", "--mount"],
  ];
  const trial = `${setUp}
    add one 1 10.0.0.1 1
    nsenter --net=/run/netns/one ip route add 10.9.0.0/16 via 10.0.0.9 dev eth0 onlink`;
  const command = ways.find(([program = "", ...options]) => {
    const run = spawnSync(program, [...options, "sh", "-ec", trial], { stdio: "ignore" });
    return run.status === 0;
  });
  return command === undefined
    ? { missing: "namespaces inside a namespace are denied" }
    : { command };
}

// `add NAME NUMBER ADDRESS FORWARDS` makes a host. All are on one bridge; addresses are /32, so that
// only routes lead anywhere, and nobody redirects or filters by the way back.
const setUp = `
  mount -t tmpfs none /run
  ip link add name wire type bridge
  ip link set wire up
  add() {
    ip netns add "$1" 2>/dev/null
    ip link add "v$2" type veth peer name eth0
    ip link set eth0 netns "$1"
    ip link set "v$2" master wire up
    nsenter --net="/run/netns/$1" sh -ec "
      cd /proc/sys/net/ipv4
      echo $4 > ip_forward
      for each in conf/*; do
        echo 0 > \\$each/rp_filter
        echo 0 > \\$each/send_redirects
        echo 0 > \\$each/accept_redirects
      done
      ip link set lo up
      ip link set eth0 address 02:00:00:00:00:0$2
      ip link set eth0 up
      ip addr add $3/32 dev eth0"
  }
`;

const probe = `
  import { createSocket } from "node:dgram";
  import { readdirSync, writeFileSync } from "node:fs";
  const [, , name, targets, count] = process.argv;
  const seen = [];
  const socket = createSocket("udp4");
  socket.on("error", () => undefined);
  socket.on("message", (text) => seen.push(String(text)));
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  // However slow the machine is, nobody sends before all listen, or leaves before all have sent.
  const meet = async (mark) => {
    writeFileSync(name + mark, "");
    const isMissing = () => readdirSync(".").filter((file) => file.endsWith(mark)).length < count;
    for (let tries = 0; tries < 1500 && isMissing(); tries += 1) await pause(20);
  };
  socket.bind(9000, async () => {
    await meet(".listens");
    for (let ttl = 1; ttl <= ${mostHops}; ttl += 1) {
      socket.setTTL(ttl);
      for (const target of targets.split(",")) {
        const sent = new Promise((done) => socket.send(name + " " + ttl, 9000, target, done));
        await sent;
      }
    }
    await meet(".sent");
    await pause(200);
    writeFileSync(name + ".seen", seen.join("\\n"));
    process.exit(0);
  });
`;

/** Starts the hosts, lets each send probes to all targets, and tells which arrived where. */
export function probeHosts(
  namespace: readonly string[],
  hosts: readonly KernelHost[],
  targets: readonly string[],
): readonly Arrival[] {
  const folder = mkdtempSync(join(tmpdir(), "trueroute-hosts-"));
  try {
    writeFileSync(join(folder, "probe.mjs"), probe);
    const [program = "", ...options] = namespace;
    const script = [
      setUp,
      ...hosts.flatMap(hostLines(hosts)),
      ...startLines(hosts, targets),
      "wait",
    ];
    const run = spawnSync(program, [...options, "sh", "-ec", script.join("\n")], {
      cwd: folder,
      encoding: "utf8",
    });
    if (run.status !== 0) throw new Error(`the kernel refused the hosts: ${run.stderr}`);
    return readArrivals(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// Every host knows every other one on the wire, so that no packet waits for an answer to ARP.
function hostLines(all: readonly KernelHost[]) {
  return ({ name, address, forwards, routes }: KernelHost, at: number): readonly string[] => {
    const inside = `nsenter --net=/run/netns/${name}`;
    const neighbors = all.flatMap((other, number) =>
      other.name === name
        ? []
        : [`ip neigh add ${other.address} lladdr 02:00:00:00:00:0${number + 1} dev eth0`],
    );
    return [
      `add ${name} ${at + 1} ${address} ${forwards ? 1 : 0}`,
      ...neighbors.map((line) => `${inside} ${line} nud permanent`),
      ...routes.map((line) => `${inside} ip route add ${line}`),
    ];
  };
}

function startLines(hosts: readonly KernelHost[], targets: readonly string[]): readonly string[] {
  return hosts.map(
    ({ name }) =>
      `nsenter --net=/run/netns/${name} "${process.execPath}" probe.mjs ${name} ${targets.join(",")} ${hosts.length} &`,
  );
}

function readArrivals(folder: string): readonly Arrival[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".seen"));
  return files.flatMap((file) =>
    readFileSync(join(folder, file), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => {
        const [from = "", ttl] = line.split(" ");
        return { from, to: file.slice(0, -5), ttl: Number(ttl) };
      }),
  );
}
