import fc from "fast-check";
import { expect, test } from "vitest";
import { formatIp, formatPrefix, type Ip, isDefault, prefixKey } from "../../src/net/index.ts";
import { createLpmTable, type LpmTable } from "../../src/table/index.ts";
import { edges, ip, prefix, SEED } from "../property/arbitraries.ts";
import { askKernel, findNamespace, type KernelAnswer, type KernelRoute } from "./kernel.ts";

const TABLES = 24;
const namespace = findNamespace();
if ("missing" in namespace) console.log(`kernel ring skipped: ${namespace.missing}`);

const route: fc.Arbitrary<KernelRoute> = fc.record({
  prefix,
  kind: fc.constantFrom("unicast", "unicast", "blackhole", "unreachable", "prohibit"),
  metric: fc.constantFrom(5, 10, 15),
});

// Many routes for one prefix differ in their metric only: this is where preference shows.
const routes: fc.Arbitrary<KernelRoute[]> = fc.uniqueArray(route, {
  minLength: 60,
  maxLength: 400,
  size: "max",
  selector: ({ prefix: target, metric }) => `${prefixKey(target)} ${metric}`,
});

/**
 * The kernel treats other addresses (this host, multicast, broadcast) apart from its main table.
 */
function isRoutable(address: Ip): boolean {
  if (typeof address === "number") {
    const octet = address >>> 24;
    return octet > 0 && octet < 224 && octet !== 127;
  }
  const octet = Number(address >> 120n);
  return (octet >= 0x20 && octet < 0x40) || octet === 0xfd;
}

/** Routes with a higher metric come first, so that the lowest replaces them. */
function createTable(candidates: readonly KernelRoute[]): LpmTable<KernelRoute> {
  const worstFirst = [...candidates].sort((a, b) => b.metric - a.metric);
  return createLpmTable(worstFirst.map((each) => [each.prefix, each]));
}

function answerOf(table: LpmTable<KernelRoute>, address: Ip): KernelAnswer {
  const winner = table.lookupValue(address);
  if (winner === undefined) return { kind: "noRoute" };
  if (winner.kind !== "unicast") return { kind: winner.kind };
  const target = isDefault(winner.prefix) ? "default" : formatPrefix(winner.prefix);
  return { kind: "unicast", prefix: target, metric: winner.metric };
}

test.skipIf("missing" in namespace)("the kernel forwards as the table says", () => {
  const command = "command" in namespace ? namespace.command : [];
  const kinds = new Map<string, number>();
  let lookups = 0;
  let preferences = 0;
  for (const [index, sample] of fc.sample(routes, { seed: SEED, numRuns: TABLES }).entries()) {
    // Every other table goes without wide routes, so that some addresses have no route at all.
    const candidates = sample.filter((each) => index % 2 === 0 || each.prefix.length > 8);
    const table = createTable(candidates);
    const random = fc.sample(ip, { seed: SEED + lookups, numRuns: 200 });
    const near = edges(candidates.map((each) => each.prefix));
    const addresses = [...near, ...random].filter(isRoutable);
    const answers = askKernel(command, candidates, addresses);
    for (const [at, address] of addresses.entries()) {
      const want = answerOf(table, address);
      const family = typeof address === "number" ? 4 : 6;
      kinds.set(`${want.kind} ${family}`, (kinds.get(`${want.kind} ${family}`) ?? 0) + 1);
      expect(answers[at], `kernel's answer for ${formatIp(address)}`).toEqual(want);
    }
    lookups += addresses.length;
    preferences += candidates.length - table.size;
  }
  // Not vacuous: thousands of look-ups, every outcome in both families, and contested prefixes.
  expect(lookups).toBeGreaterThan(5000);
  expect(preferences).toBeGreaterThan(100);
  const outcomes = ["blackhole", "noRoute", "prohibit", "unicast", "unreachable"];
  expect([...kinds.keys()].sort()).toEqual(outcomes.flatMap((each) => [`${each} 4`, `${each} 6`]));
  console.log(`kernel ring: ${TABLES} tables, ${lookups} look-ups, ${preferences} lost routes`);
});
