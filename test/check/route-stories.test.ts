// What the rules about next hops and ways back say of the stories of the examples: what their authors
// tell, and nothing else.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { main } from "../../src/cli/index.ts";
import { createTestIo } from "../run-cli.ts";
import { findingsIn } from "./ground-of.ts";

const folder = fileURLToPath(new URL("../../examples/", import.meta.url));

function linesIn(story: string, layers: readonly string[]): readonly string[] {
  const files = layers.map((layer) => `${folder}${story}/${layer}.json`);
  return findingsIn(files)
    .filter(({ code }) => /^TR[34]/.test(code))
    .map(({ severity, code, affected }) => {
      const names = affected.map((id) => id.split("/").at(-1));
      return `${severity} ${code} ${names.join(" ")}`;
    });
}

// The next hop 10.10.10.10 of test-2 is nobody's; where it is somebody's, the machine behind it still
// answers SSH from the Internet by another way than it was asked.
test.each<readonly [string, readonly string[]]>([
  ["test-1", []],
  ["test-1 storage-firewall", []],
  ["test-1 test-2", ["error TR301 snet-app"]],
  ["test-1 test-2 test-3", ["error TR301 snet-app"]],
  ["test-1 test-2 test-3 storage-firewall", ["error TR301 snet-app"]],
  ["test-1 nva test-2", ["error TR405 vm-app-nic"]],
  ["test-1 nva test-2 test-3", ["error TR405 vm-app-nic"]],
])("service-endpoints, %s", (layers, expected) => {
  expect(linesIn("service-endpoints", layers.split(" "))).toEqual(expected);
});

const others = [
  ["private-link", "base stage-b"],
  ["private-link", "base stage-c"],
  ["private-link", "base stage-d"],
  ["private-link", "base policy-only"],
  ["private-link", "base expressroute stage-c"],
  ["private-link", "base spoke"],
  ["private-link", "virtual-wan virtual-wan-policy"],
  ["gateway-coexistence", "base"],
  ["gateway-coexistence", "base solution-1"],
  ["gateway-coexistence", "base solution-2"],
  ["gateway-coexistence", "base solution-3"],
  ["gateway-coexistence", "base solution-4"],
  ["gateway-coexistence", "base solution-4 exempt"],
  // Of the default route that the halves beat TR517 speaks.
  ["gateway-coexistence", "base solution-4 wrong-default"],
  ["gateway-coexistence", "base solution-4 propagation-off"],
  ["gateway-coexistence", "base second-hub"],
] as const;

test.each(others)("%s, %s: nothing", (story, layers) => {
  expect(linesIn(story, layers.split(" "))).toEqual([]);
});

test.each(["forced-tunnel", "kms-activation"])(
  "%s, each layer over the first: nothing",
  (story) => {
    const layers = readdirSync(`${folder}${story}`)
      .filter((name) => name.endsWith(".json") && !/^(service-tags|azure-ranges)/.test(name))
      .map((name) => name.replace(/\.json$/, ""));
    expect(layers).toContain("base");
    const found = layers.map((layer) => linesIn(story, [...new Set(["base", layer])]));
    expect(found).toEqual(layers.map(() => []));
  },
);

// The peering takes requests past the firewall, and the replies still go through it.
test.each<readonly [string, readonly string[]]>([
  ["-s export", []],
  ["-s export -s spoke.json", []],
  ["-s export -s spoke.json -s plan.json", ["TR401 error"]],
  ["-s export -s spoke.json -s plan.json -s repair.json", []],
])("plan-over-export, %s", async (layers, expected) => {
  const { io, written } = createTestIo();
  const line = `check ${layers} -g network -q -o json --no-suppressions`;
  await main(line.split(" "), { ...io, folder: `${folder}plan-over-export` });
  const { findings } = JSON.parse(written().stdout) as {
    findings: readonly { code: string; severity: string }[];
  };
  const ours = findings.filter(({ code }) => /^TR[34]/.test(code));
  expect(ours.map(({ code, severity }) => `${code} ${severity}`)).toEqual(expected);
});
