// The az of this machine against our server. A command takes it two seconds, so few are run by
// themselves and the rest in one process.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isThere, namesIn, pythonOfAz, type Serving, startServing } from "./serve.ts";

const hasAz = isThere("az", ["version"]);

describe.skipIf(!hasAz)("az", () => {
  let serving: Serving;
  beforeAll(async () => {
    serving = await startServing();
  });
  afterAll(() => serving.close());

  const az = (...words: readonly string[]) => serving.trueroute(["az", ...words]);

  test("trueroute az is logged in, and the user's own configuration is not touched", () => {
    const { code, stdout, stderr } = az("account", "show", "-o", "json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({
      environmentName: "LocalCloud",
      isDefault: true,
      name: "trueroute",
      user: { type: "servicePrincipal" },
    });
    expect(namesIn(serving.home)).toEqual(["data folder"]);
  });

  test("its words, its exit code and its errors are az's own", () => {
    const { code, stdout, stderr } = az("group", "show", "-n", 'it\'s not "there"');
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(/^ERROR: \(ResourceGroupNotFound\)/);
  });

  test("after eval, a plain az builds a network and shows its routes", () => {
    const script = `
      set -e
      az group create -n net -l westeurope -o none
      az network vnet create -g net -n hub --address-prefix 10.0.0.0/16 --subnet-name s --subnet-prefix 10.0.0.0/24 -o none
      az network nic create -g net -n nic1 --vnet-name hub --subnet s -o none
      az network nic show-effective-route-table -g net -n nic1 -o table`;
    const { code, stdout, stderr } = serving.inShell(script);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(
      stdout
        .split("\n")
        .slice(0, 4)
        .map((line) => line.trimEnd()),
    ).toEqual([
      "Source    State    Address Prefix    Next Hop Type    Next Hop IP",
      "--------  -------  ----------------  ---------------  -------------",
      "Default   Active   10.0.0.0/16       VnetLocal",
      "Default   Active   0.0.0.0/0         Internet",
    ]);
  });

  const python = pythonOfAz();
  const many = fileURLToPath(new URL("./many.py", import.meta.url));

  interface Answer {
    readonly words: readonly string[];
    readonly code: number;
    readonly out: string;
    readonly err: string;
  }

  // PYTHONPATH as the wrapper sets it: Python itself is started here, not az.
  function runMany(lines: readonly string[], more: NodeJS.ProcessEnv = {}): readonly Answer[] {
    const words = lines.map((line) => line.split(" "));
    const command = `
      export PYTHONPATH="$(dirname "$AZURE_CONFIG_DIR")/repair"
      export AZURE_CONFIG_DIR="\${OWN_FOLDER:-$AZURE_CONFIG_DIR}"
      printf %s "$1" | '${python}' '${many}'`;
    const { stdout, stderr } = serving.inShell(command, [JSON.stringify(words)], more);
    if (stdout === "") throw new Error(stderr);
    return JSON.parse(stdout);
  }

  test.skipIf(python === undefined)("lists, route tables and peerings", () => {
    const lines = [
      "group create -n many -l westeurope",
      "group list",
      "network vnet list",
      "network vnet create -g many -n a --address-prefix 10.1.0.0/16 --subnet-name s --subnet-prefix 10.1.0.0/24",
      "network route-table create -g many -n rt",
      "network route-table route create -g many --route-table-name rt -n r --address-prefix 0.0.0.0/0 --next-hop-type VirtualAppliance --next-hop-ip-address 10.1.0.4",
      "network vnet subnet update -g many --vnet-name a -n s --route-table rt",
      "network vnet subnet update -g many --vnet-name a -n s --set privateEndpointNetworkPolicies=RouteTableEnabled",
      "network route-table route list -g many --route-table-name rt -o tsv --query [].nextHopIpAddress",
      "network vnet subnet show -g many --vnet-name a -n s -o tsv --query privateEndpointNetworkPolicies",
    ];
    const answers = runMany(lines);
    expect(answers.filter(({ code }) => code !== 0)).toEqual([]);
    expect(answers.slice(-2).map(({ out }) => out)).toEqual(["10.1.0.4\n", "RouteTableEnabled\n"]);
  });

  test.skipIf(python === undefined)("the ways to log in that az documents", () => {
    const { address, home } = serving;
    const common = { OWN_FOLDER: join(home, "own"), MSI_ENDPOINT: `${address}/msi/token` };
    const lines = [
      `cloud register -n Here --endpoint-resource-manager ${address}`,
      "cloud set -n Here",
      "login --service-principal -u app -p any -t contoso.example",
      "group list",
      "login -u me@contoso.example -p any",
      "group list",
      "login --use-device-code",
      "login --identity",
      "group list",
      "account show -o tsv --query user.assignedIdentityInfo",
    ];
    const answers = runMany(lines, common);
    expect(answers.filter(({ code }) => code !== 0)).toEqual([]);
    expect(answers.at(-1)?.out).toBe("MSI\n");
  });
});
