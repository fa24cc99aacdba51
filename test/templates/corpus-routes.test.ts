// What packets of published templates would meet, under the parameter files that come with them:
// tables of every target, and everything that is said on the way.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { runCli, tagFile } from "../run-cli.ts";
import { findSharedFile } from "../shared-file.ts";

const corpus = findSharedFile("corpus/arm");
const isUpdate = process.env["GOLDEN_UPDATE"] === "1";

// Page, and the files that are laid over each other.
const pages: readonly (readonly [string, ...(readonly string[])])[] = [
  ["user-routes", "quickstarts/userdefined-routes-appliance/azuredeploy.json"],
  ["peering", "quickstarts/vnet-to-vnet-peering/azuredeploy.json"],
  ["private-endpoint", "quickstarts/private-endpoint/azuredeploy.json"],
  ["private-endpoint-webapp", "bicep-samples/101/private-endpoint-webapp/main.json"],
  ["site-to-site", "quickstarts/site-to-site-vpn-create/azuredeploy.json"],
  ["nat-gateway", "quickstarts/nat-gateway-vnet/azuredeploy.json"],
  ["bastion", "quickstarts/bastion-hub-spoke-vnet/azuredeploy.json"],
  ["hub-and-spoke", "bicep-samples/101/hub-and-spoke/main.json"],
  ["hub-and-spoke", "bicep-samples/101/hub-and-spoke/main.symbolicnames.json"],
  [
    "service-endpoints",
    "quickstarts/vnet-2subnets-service-endpoints-storage-integration/azuredeploy.json",
  ],
];

const options = `--assume defaults --location westeurope --service-tags ${tagFile}`;

// The platform's own prefixes are the same in every table.
const platform = /^Default +(Active|Invalid) .* None +$/;

async function tell(files: readonly string[]): Promise<string> {
  const layers = files.map((file) => `-s ${corpus}/${file}`).join(" ");
  const { code, stdout, stderr } = await runCli(`routes --all ${layers} ${options}`);
  const rows = stdout.split("\n").filter((line) => !platform.test(line));
  const said = stderr
    .split("\n")
    .filter(
      (line) => /^(error|warning|info|assumed|\d+ resources?):/.test(line) || /^\d/.test(line),
    );
  return [...rows, ...said, `exit code ${code}`, ""].join("\n");
}

describe.skipIf(corpus === undefined)("routes of published templates", () => {
  test.each(pages)("%s", async (name, ...files) => {
    const page = await tell(files);
    expect(page).not.toMatch(/unresolved|is not in the snapshot/);
    expect(page).toContain("VnetLocal");
    const golden = fileURLToPath(
      new URL(`../golden/templates/routes/${name}.txt`, import.meta.url),
    );
    if (isUpdate) writeFileSync(golden, page);
    expect(page).toBe(readFileSync(golden, "utf8"));
  });
});
