// Templates, plans and states that are wrong: what is said of them, and with what the command ends.
import { expect, test } from "vitest";
import { runCli } from "../run-cli.ts";

const schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

/** A template as a text whose lines can be named. */
function template(resources: readonly object[], more: object = {}): string {
  const head = { $schema: schema, contentVersion: "1.0.0.0" };
  return JSON.stringify({ ...head, ...more, resources }, undefined, 1);
}

function network(name: string, more: object = {}): object {
  return {
    type: "Microsoft.Network/virtualNetworks",
    apiVersion: "2024-05-01",
    name,
    location: "westeurope",
    ...more,
    properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
  };
}

const good = network("good");

function after(name: string): object {
  return { dependsOn: [`[resourceId('Microsoft.Network/virtualNetworks', '${name}')]`] };
}

const parameters = {
  name: { type: "string" },
  prefix: { type: "string" },
  key: { type: "secureString" },
  count: { type: "int", defaultValue: 3 },
};

const plan = JSON.stringify({
  format_version: "1.2",
  terraform_version: "1.11.4",
  planned_values: { root_module: { resources: [] } },
});

interface Wrong {
  readonly files: Readonly<Record<string, string>>;
  readonly line?: string;
  readonly code: number;
  /** All that stderr says. */
  readonly said: string;
  /** Types and numbers of what was made nonetheless. */
  readonly made: Readonly<Record<string, number>>;
}

const networks = (count: number) => ({ "Microsoft.Network/virtualNetworks": count });

const inputs: Readonly<Record<string, Wrong>> = {
  "resources that wait for each other": {
    files: { "/t.json": template([network("one", after("two")), network("two", after("one"))]) },
    code: 2,
    made: networks(2),
    said: `\
2 resources: 2 modelled
error: two waits for itself: two -> one -> two
  at /t.json:10:17
  fix: Take one of these out of dependsOn, or read it without reference(); Azure refuses the deployment. [template-cycle]
`,
  },
  "resources that read each other": {
    files: {
      "/t.json": template([
        network("one", { tags: { state: "[reference('two').provisioningState]" } }),
        network("two", { tags: { state: "[reference('one').provisioningState]" } }),
      ]),
    },
    code: 2,
    made: networks(2),
    said: `\
2 resources: 2 modelled; 2 values unknown
error: two waits for itself: two -> one -> two
  at /t.json:11:14
  fix: Take one of these out of dependsOn, or read it without reference(); Azure refuses the deployment. [template-cycle]
`,
  },
  "variables that lead back to themselves": {
    files: {
      "/t.json": template([network("[variables('a')]"), good], {
        variables: { a: "[variables('b')]", b: "[variables('a')]" },
      }),
    },
    code: 2,
    made: networks(2),
    said: `\
2 resources: 2 modelled
error: /variables/b cannot be evaluated: variables('a') leads back to itself: a -> b -> a; the value counts as unknown
  at /t.json:6:8
  fix: Mend the expression in the template, or the parameters that it reads. [template-expression-failed]
`,
  },
  "parameters that nobody gave, all at once": {
    files: { "/t.json": template([network("[parameters('name')]"), good], { parameters }) },
    code: 2,
    made: {},
    said: `\
0 resources: 0 modelled
error: /t.json needs values that nobody gave: name (string), prefix (string), key (secureString); nothing of it was made
  at /t.json:4:16
  fix: Give --parameters NAME=VALUE or a parameters file for each, or take stand-ins for all with --assume defaults. [template-parameter-missing]
`,
  },
  "parameters that nobody gave, with stand-ins": {
    files: { "/t.json": template([network("[parameters('name')]"), good], { parameters }) },
    line: "--assume defaults",
    code: 0,
    made: networks(2),
    said: `\
2 resources: 2 modelled
info: /t.json got stand-ins for values that nobody gave: name (string), prefix (string), key (secureString)
  at /t.json:4:16
  fix: Give --parameters NAME=VALUE for those that matter to the question. [template-parameter-assumed]
`,
  },
  "parameters of other types, and one too many": {
    files: {
      "/t.json": template([network("[parameters('name')]"), good], { parameters }),
      "/t.parameters.json": JSON.stringify({
        $schema: schema.replace("Template", "Parameters"),
        contentVersion: "1.0.0.0",
        parameters: {
          name: { value: "net" },
          prefix: { value: 7 },
          key: { value: ["canary-0f3a-key"] },
          nmae: { value: "x" },
        },
      }),
    },
    code: 2,
    made: networks(2),
    said: `\
2 resources: 2 modelled
error: the value of parameter 'prefix' should be a text, found a number
  at /t.parameters.json:1:169
  fix: Give a value of that kind; until then it counts as unknown. [template-parameter-invalid]
error: the value of parameter 'key' should be a text, found a list
  at /t.parameters.json:1:187
  fix: Give a value of that kind; until then it counts as unknown. [template-parameter-invalid]
warning: 'nmae' is no parameter of /t.json
  at /t.parameters.json:1:224
  fix: Correct the name or leave it out; Azure refuses the deployment. [template-parameter-unknown]
`,
  },
  "a function that Azure does not know": {
    files: { "/t.json": template([network("[concatt('a', 'b')]"), good]) },
    code: 2,
    made: networks(1),
    said: `\
1 resource: 1 modelled
error: /resources/0/name cannot be evaluated: there is no function concatt(); did you mean concat()?; the resource was left out
  at /t.json:8:12
  fix: Mend the expression in the template, or the parameters that it reads. [template-expression-failed]
`,
  },
  "an expression that breaks off": {
    files: { "/t.json": template([network("[concat('a', ]"), good]) },
    code: 2,
    made: networks(1),
    said: `\
1 resource: 1 modelled
error: /resources/0/name cannot be evaluated: at character 14: the end stands where a function, text or number belongs; the resource was left out
  at /t.json:8:12
  fix: Mend the expression in the template, or the parameters that it reads. [template-expression-failed]
`,
  },
  "900 copies": {
    files: {
      "/t.json": template([
        network("[concat('n', copyIndex())]", { copy: { name: "all", count: 900 } }),
        good,
      ]),
    },
    code: 2,
    made: networks(1),
    said: `\
1 resource: 1 modelled
error: /resources/0/copy/count cannot be evaluated: the count of a copy is 900; Azure takes 0 to 800; the resource was left out
  at /t.json:12:14
  fix: Mend the expression in the template, or the parameters that it reads. [template-expression-failed]
`,
  },
  "a type that nobody knows": {
    files: {
      "/t.json": template([{ ...good, type: "Microsoft.Quantum/teleporters", name: "q" }, good]),
    },
    code: 0,
    made: { ...networks(1), "Microsoft.Quantum/teleporters": 1 },
    said: "2 resources: 1 modelled, 1 not (1 type)\n",
  },
  "a link to a template that is not there": {
    files: {
      "/t.json": template([
        {
          type: "Microsoft.Resources/deployments",
          apiVersion: "2022-09-01",
          name: "d",
          properties: { mode: "Incremental", templateLink: { relativePath: "nope.json" } },
        },
        good,
      ]),
    },
    code: 2,
    made: networks(1),
    said: `\
1 resource: 1 modelled
error: the linked template nope.json was not read; nothing of it was taken
  at /t.json:11:21
  fix: Put the file beside the template, at the path that its link ends in. [template-link-unread]
`,
  },
  "a plan that is cut short": {
    files: { "/plan.json": plan.slice(0, 80) },
    code: 2,
    made: {},
    said: `\
0 resources: 0 modelled
error: /plan.json is not valid JSON: the text breaks off before the value is complete
  at /plan.json:1:72
  fix: Mend the text at that place; the rest of the input was read. [json-invalid]
`,
  },
  "a plan that ended in errors": {
    files: { "/plan.json": plan.replace("{", '{"errored":true,"complete":false,') },
    code: 2,
    made: {},
    said: `\
0 resources: 0 modelled
warning: the plan in /plan.json is not the whole: planning ended in errors
  at /plan.json
  fix: Plan again without that, or read what is missing from an export in an earlier -s. [terraform-incomplete]
error: the snapshot holds no Azure resource
  fix: Export some, for example: az network vnet list -o json > vnets.json.
`,
  },
  "a plan whose resources are none": {
    files: {
      "/plan.json": plan.replace('"resources":[]', '"resources":[7,{"type":"azurerm_subnet"}]'),
    },
    code: 2,
    made: {},
    said: `\
0 resources: 0 modelled
error: planned_values.root_module.resources.0 should be an entry with an address, a type and a name, found something else
  at /plan.json:1:100
  fix: Correct the value; it was ignored. [property-invalid]
error: planned_values.root_module.resources.1 should be an entry with an address, a type and a name, found something else
  at /plan.json:1:102
  fix: Correct the value; it was ignored. [property-invalid]
`,
  },
};

test.each(Object.entries(inputs))("%s", async (_, { files, line = "", code, said, made }) => {
  const paths = Object.keys(files).map((path) => `-s ${path}`);
  const result = await runCli(`snapshot ${paths[0]} ${line} -o json`, { files: { nodes: files } });
  expect({ code: result.code, said: result.stderr }).toEqual({ code, said });
  const types = result.stdout === "" ? [] : (JSON.parse(result.stdout) as { type: string }[]);
  const counts: Record<string, number> = {};
  for (const { type } of types) counts[type] = (counts[type] ?? 0) + 1;
  expect(counts).toEqual(made);
  expect(result.stdout + result.stderr).not.toContain("canary-0f3a");
});

const group = "/subscriptions/s/resourceGroups/g/providers";

/** A state in Terraform's own format, with a secret wherever one may be. */
const state = {
  version: 4,
  terraform_version: "1.11.4",
  serial: 7,
  lineage: "5f0c",
  outputs: { password: { value: "canary-0f3a-output", type: "string", sensitive: true } },
  resources: [
    {
      mode: "managed",
      type: "azurerm_virtual_network_gateway_connection",
      name: "c",
      provider: 'provider["registry.terraform.io/hashicorp/azurerm"]',
      instances: [
        {
          schema_version: 0,
          attributes: {
            id: `${group}/Microsoft.Network/connections/c`,
            name: "c",
            resource_group_name: "g",
            type: "IPsec",
            virtual_network_gateway_id: `${group}/Microsoft.Network/virtualNetworkGateways/gw`,
            shared_key: "canary-0f3a-marked",
            authorization_key: "canary-0f3a-unmarked",
            tags: { kept: "yes" },
          },
          sensitive_attributes: [[{ type: "get_attr", value: "shared_key" }]],
          private: "canary-0f3a-private",
        },
      ],
    },
    {
      mode: "managed",
      type: "azurerm_linux_virtual_machine",
      name: "v",
      provider: 'provider["registry.terraform.io/hashicorp/azurerm"]',
      instances: [
        {
          schema_version: 0,
          attributes: {
            id: `${group}/Microsoft.Compute/virtualMachines/v`,
            name: "v",
            admin_password: "canary-0f3a-password",
            custom_data: "canary-0f3a-data",
            network_interface_ids: "canary-0f3a-of-another-type",
          },
          sensitive_attributes: [
            [{ type: "get_attr", value: "network_interface_ids" }],
            [{ type: "get_attr", value: "admin_password" }],
          ],
        },
      ],
    },
  ],
};

test.each(["-o json", "-o table -v", "--coverage -v", "-o yaml"])(
  "a state with secrets keeps them (%s)",
  async (line) => {
    const text = JSON.stringify(state, undefined, 1);
    const nodes = { "/terraform.tfstate": text };
    const result = await runCli(`snapshot -s /terraform.tfstate ${line}`, { files: { nodes } });
    expect(text.split("canary-0f3a").length).toBe(8);
    expect(result.stdout + result.stderr).not.toContain("canary-0f3a");
    expect(result.stdout).not.toBe("");
    expect(result.code).toBe(0);
  },
);
