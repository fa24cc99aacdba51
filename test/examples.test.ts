// Every command on the example pages is run, and must answer what the page shows. GOLDEN_UPDATE=1
// writes the answers of today into the pages; the difference is then read before it is committed.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { isUpdate, renderPage, run, wordsOf } from "./render-page.ts";

const root = fileURLToPath(new URL("../examples/", import.meta.url));
const examples = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();
const stories = examples.filter((name) => existsSync(join(root, name, "assertions.yaml")));

test("the five stories are there, and the index names every example", () => {
  const index = readFileSync(join(root, "README.md"), "utf8");
  expect(stories).toHaveLength(5);
  for (const name of examples) expect(index).toContain(`(${name}/README.md)`);
});

for (const name of examples) {
  const folder = join(root, name);
  const file = join(folder, "README.md");
  const page = readFileSync(file, "utf8");

  test(`${name}: every command answers what its page shows`, async () => {
    const { page: rendered, runs } = await renderPage(page, folder);
    if (isUpdate && rendered !== page) writeFileSync(file, rendered);
    for (const { line, code, stderr, text } of runs) {
      expect(code, `${line}\n${stderr}`).toBe(0);
      expect(stderr, line).not.toMatch(/^(error|warning):/m);
      expect(text, line).not.toBe("");
    }
    expect(runs.length).toBeGreaterThan(5);
    if (!isUpdate) expect(page).toBe(rendered);
  });

  test(`${name}: every file is used`, () => {
    const lines = page.split("\n").filter((line) => line.startsWith("$ "));
    const others = readdirSync(folder).filter((entry) => /\.(ya?ml|mjs|sh)$/.test(entry));
    const texts = others.map((entry) => readFileSync(join(folder, entry), "utf8"));
    const named = texts.flatMap((text) => text.match(/[\w-]+\.json/g) ?? []);
    const read = [...lines.flatMap(wordsOf), ...named];
    // The parameters beside a template are read with it.
    const used = new Set(read.flatMap((one) => [one, one.replace(/\.json$/, ".parameters.json")]));
    const files = readdirSync(folder).filter((entry) => /\.(json|ya?ml|mjs)$/.test(entry));
    expect(files.filter((entry) => !used.has(entry))).toEqual([]);
  });
}

/** The assertions of an example that do not hold, by name. */
async function failuresIn(folder: string): Promise<readonly string[]> {
  const tags = existsSync(join(folder, "service-tags.json"))
    ? " --service-tags service-tags.json"
    : "";
  const { text } = await run(`trueroute reach assertions.yaml${tags} -q -o json`, folder);
  const results: readonly { name: string; status: string }[] = JSON.parse(text).results;
  expect(results.length).toBeGreaterThan(10);
  return results.filter(({ status }) => status !== "passed").map(({ name }) => name);
}

test.each(stories)("%s: every assertion holds", async (name) => {
  expect(await failuresIn(join(root, name))).toEqual([]);
});

const mutations: readonly (readonly [string, string, string, string, readonly string[]])[] = [
  [
    "forced-tunnel",
    "service-endpoints.json",
    "Microsoft.KeyVault",
    "Microsoft.Web",
    ["000: Key Vault with a service endpoint does not follow it either"],
  ],
  [
    "service-endpoints",
    "test-3.json",
    "Microsoft.Storage",
    "Microsoft.Sql",
    [
      "001: the endpoint's routes are longer, and the upload goes straight to storage",
      "001: its log does not have it once the endpoint is on",
    ],
  ],
  [
    "kms-activation",
    "kms-routes.json",
    "23.102.135.246/32",
    "23.102.135.247/32",
    [
      "002: a host route brings activation straight to its server",
      "002: in a private subnet the host route leads nowhere (X-25)",
    ],
  ],
  [
    "private-link",
    "stage-c.json",
    "RouteTableEnabled",
    "Disabled",
    [
      "003: with the policy a route for the network sends on-premises traffic to the firewall",
      "003: to every endpoint of the subnet, with no route of its own",
      "003: the policy reaches machines with that table, too",
    ],
  ],
  [
    "gateway-coexistence",
    "exempt.json",
    "128.0.0.0/1",
    "128.0.0.0/2",
    ["004, solution 4: the two halves do, and it goes directly to the Internet"],
  ],
];

test.each(mutations)(
  "%s: another %s breaks what rests on it",
  async (name, file, from, to, want) => {
    const folder = mkdtempSync(join(tmpdir(), "trueroute-"));
    try {
      cpSync(join(root, name), folder, { recursive: true });
      const text = readFileSync(join(folder, file), "utf8");
      expect(text).toContain(from);
      writeFileSync(join(folder, file), text.replace(from, to));
      expect(await failuresIn(folder)).toEqual(want);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

// Links as they stand in the text, and those defined at the end of a page.
function linksOf(page: string): readonly string[] {
  const prose = page.replace(/^```[\s\S]*?^```$/gm, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)|^\[[A-Z]+-\d+\]: (\S+)$/gm)].map(
    ([, inline, defined]) => inline ?? defined ?? "",
  );
}

function leadsSomewhere(folder: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = join(folder, path);
  if (!existsSync(target)) return false;
  return anchor === undefined || readFileSync(target, "utf8").includes(`<a id="${anchor}"></a>`);
}

test("the links of the pages lead somewhere", () => {
  const pages = ["", ...examples].map((name) => join(root, name));
  const broken = pages.flatMap((folder) =>
    linksOf(readFileSync(join(folder, "README.md"), "utf8"))
      .filter((link) => !leadsSomewhere(folder, link))
      .map((link) => `${folder}: ${link}`),
  );
  expect(broken).toEqual([]);
});

test("npm start answers its question in all four stages", () => {
  const script = join(root, "../scripts/start.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: "utf8" });
  expect(status, stderr).toBe(0);
  const outcomes = stdout.match(/^ {2}On-premises traffic goes .*?(?= \()/gm);
  const bypass = "  On-premises traffic goes straight to the database, past the firewall";
  const inspected = "  On-premises traffic goes to the firewall at 10.13.76.68 first";
  expect(outcomes).toEqual([bypass, bypass, inspected, bypass]);
  expect(stdout.match(/does (the same|otherwise)/g)).toEqual([
    "does the same",
    "does otherwise",
    "does the same",
    "does the same",
  ]);
});

test("a page that shows another answer is found out", async () => {
  const folder = join(root, "private-link");
  const block = (answer: string): string =>
    `\`\`\`console\n$ trueroute nexthop vpngw 10.13.77.6 -s base.json | grep Private\n${answer}\`\`\`\n`;
  const { page } = await renderPage(block("Internet\n"), folder);
  expect(page).toContain("PrivateEndpoint");
  expect(page).not.toContain("Internet");
});
