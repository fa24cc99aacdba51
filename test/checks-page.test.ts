// The list of rules is the catalogue's. GOLDEN_UPDATE=1 writes it anew.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { checkRules } from "../src/check/index.ts";
import { families } from "../src/finding/index.ts";
import { isUpdate } from "./render-page.ts";

const folder = fileURLToPath(new URL("../docs/checks/", import.meta.url));
const file = `${folder}README.md`;

const headings: Readonly<Record<(typeof families)[number], string>> = {
  platform: "Azure's own services (platform)",
  privateEndpoint: "Private endpoints (privateEndpoint)",
  nextHop: "Next hops (nextHop)",
  symmetry: "There and back (symmetry)",
  peering: "Peerings and gateways (peering)",
  serviceEndpoint: "Service endpoints (serviceEndpoint)",
  limits: "Limits (limits)",
};

function listOf(): string {
  const sections = families.flatMap((family) => {
    const rules = checkRules.filter((rule) => rule.family === family);
    if (rules.length === 0) return [];
    const rows = rules.map(
      ({ code, severity, title, about }) =>
        `| [${code}](${code}.md) | ${severity} | ${title} | ${about} |\n`,
    );
    const head = "| code | severity | trap | what it means for traffic |\n|---|---|---|---|\n";
    return [`## ${headings[family]}\n\n${head}${rows.join("")}`];
  });
  return sections.join("\n");
}

test("the page lists every rule, as the catalogue has it", () => {
  const page = readFileSync(file, "utf8");
  const [introduction = ""] = page.split(/^## /m);
  const written = introduction + listOf();
  if (isUpdate) writeFileSync(file, written);
  else expect(page).toBe(written);
});

test("every page belongs to a rule", () => {
  const pages = readdirSync(folder).filter((name) => name !== "README.md");
  expect(pages.sort()).toEqual(checkRules.map(({ code }) => `${code}.md`).sort());
});
