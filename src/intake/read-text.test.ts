import { expect, test } from "vitest";
import { loadYaml } from "./load-yaml.ts";
import { readText } from "./read-text.ts";

const yaml = await loadYaml();

const group = "/subscriptions/s/resourceGroups/g";
const network = `${group}/providers/Microsoft.Network`;
const vnet = { id: `${network}/virtualNetworks/v1`, type: "Microsoft.Network/virtualNetworks" };
const nic = { id: `${network}/networkInterfaces/n1`, location: "westus" };
const inDefaultScope =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/default/providers";

// Shape, text as a value, and for each resource found: [id, pointer in the file].
const shapes: readonly (readonly [string, unknown, readonly (readonly [string, string])[]])[] = [
  ["one resource", vnet, [[vnet.id, ""]]],
  [
    "array",
    [vnet, nic],
    [
      [vnet.id, "/0"],
      [nic.id, "/1"],
    ],
  ],
  ["empty array", [], []],
  [
    "list of lists",
    [[vnet], [[nic]]],
    [
      [vnet.id, "/0/0"],
      [nic.id, "/1/0/0"],
    ],
  ],
  [
    "ARM list",
    { value: [vnet, nic] },
    [
      [vnet.id, "/value/0"],
      [nic.id, "/value/1"],
    ],
  ],
  ["empty ARM list", { value: [] }, []],
  [
    "list of ARM lists",
    [{ value: [vnet] }, nic],
    [
      [vnet.id, "/0/value/0"],
      [nic.id, "/1"],
    ],
  ],
  [
    "Resource Graph",
    { count: 1, data: [vnet], skip_token: null, total_records: 1 },
    [[vnet.id, "/data/0"]],
  ],
  [
    "Resource Graph table",
    {
      data: {
        columns: [
          { name: "id", type: "string" },
          { name: "type", type: "string" },
        ],
        rows: [[vnet.id, vnet.type]],
      },
    },
    [[vnet.id, "/data/rows/0"]],
  ],
  ["list in resources", { resources: [vnet] }, [[vnet.id, "/resources/0"]]],
  [
    "virtual machine with extensions in resources",
    { id: `${group}/providers/Microsoft.Compute/virtualMachines/vm`, resources: [{ id: "x" }] },
    [[`${group}/providers/Microsoft.Compute/virtualMachines/vm`, ""]],
  ],
  [
    "az output, flattened, without a type",
    { id: vnet.id, addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
    [[vnet.id, ""]],
  ],
  ["PowerShell object", { Id: vnet.id, Name: "v1", Location: "westus" }, [[vnet.id, ""]]],
  ["output of az network nic create", { NewNIC: nic }, [[nic.id, "/NewNIC"]]],
  [
    "fact about the world",
    { type: "Trueroute/guests", name: "nva1", properties: {} },
    [[`${inDefaultScope}/Trueroute/guests/nva1`, ""]],
  ],
  [
    "child without an id",
    { type: "Microsoft.Network/virtualNetworks/subnets", name: "v1/a" },
    [[`${inDefaultScope}/Microsoft.Network/virtualNetworks/v1/subnets/a`, ""]],
  ],
  [
    "no id, but subscription and group",
    { ...{ type: vnet.type, name: "v1" }, subscriptionId: "s", resourceGroup: "g" },
    [[vnet.id, ""]],
  ],
  ["resource group", { id: group, location: "westus" }, [[group, ""]]],
  ["subscription", [{ id: "/subscriptions/s" }], [["/subscriptions/s", "/0"]]],
];

test.each(shapes)("recognizes %s", (_, value, expected) => {
  const { resources, captures, diagnostics } = readText({
    file: "a.json",
    text: JSON.stringify(value),
  });
  expect(resources.map(({ id, place }) => [id.text, place.filePointer])).toEqual(expected);
  expect(captures).toEqual([]);
  expect(diagnostics).toEqual([]);
});

test("keeps the contents of a resource as they were read", () => {
  const body = { ...vnet, properties: { subnets: [{ name: "a" }], unknown: { "x/y": [null] } } };
  const [resource] = readText({ file: "a.json", text: JSON.stringify([body]) }).resources;
  expect(resource?.body).toEqual(body);
  expect(resource?.place).toEqual({
    resource: vnet.id,
    pointer: "",
    file: "a.json",
    filePointer: "/0",
  });
});

test("takes the id's word where the type disagrees, in the id's casing", () => {
  const body = { id: vnet.id, type: "microsoft.network/networkinterfaces" };
  const [resource] = readText({ file: "a.json", text: JSON.stringify(body) }).resources;
  expect(resource?.id.type).toBe("Microsoft.Network/virtualNetworks");
  expect(resource?.typeKey).toBe("microsoft.network/virtualnetworks");
});

const body = `"id": "${vnet.id}"`;

// Texts that are one resource, however they are written: name, file, text.
test.each([
  ["comments", "a.json", `// exported\n{ /* the id */ ${body} }`],
  ["a trailing comma", "a.json", `{ ${body}, }`],
  ["a byte order mark", "a.json", `\ufeff{ ${body} }`],
  ["Windows line ends", "a.json", `{\r\n${body}\r\n}`],
  ["YAML", "a.yaml", `id: ${vnet.id}\n`],
  ["YAML in a file named YML", "A.YML", `- id: ${vnet.id}`],
  ["JSON in a YAML file", "a.yaml", `{ ${body} }`],
  ["YAML with an alias", "a.yaml", `[&v { id: ${vnet.id} }, *v]`],
  ["YAML documents, one of them empty", "a.yml", `---\n# none\n---\nid: ${vnet.id}\n`],
])("reads %s", (_, file, text) => {
  const { resources, diagnostics } = readText({ file, text }, yaml);
  expect(diagnostics).toEqual([]);
  expect(new Set(resources.map(({ id }) => id.text))).toEqual(new Set([vnet.id]));
});

test("numbers the documents of a YAML file in its pointers", () => {
  const text = `id: ${vnet.id}\n---\n- id: ${nic.id}\n`;
  const { resources } = readText({ file: "a.yaml", text }, yaml);
  expect(resources.map(({ place }) => place.filePointer)).toEqual(["/0", "/1/0"]);
});

// Deployments, which are kept as they are: which list, and the value.
test.each([
  ["templates", { $schema: "https://x/2019-04-01/deploymentTemplate.json#", resources: [vnet] }],
  ["templates", { $schema: "https://x/2018-05-01/subscriptionDeploymentTemplate.json#" }],
  ["templates", { contentVersion: "1.0.0.0", resources: [vnet] }],
  ["parameterFiles", { $schema: "https://x/2019-04-01/deploymentParameters.json#" }],
  ["parameterFiles", { contentVersion: "1.0.0.0", parameters: {} }],
] as const)("finds %s", (list, value) => {
  const read = readText({ file: "a.json", text: JSON.stringify([value]) });
  expect(read).toMatchObject({
    templates: [],
    parameterFiles: [],
    resources: [],
    diagnostics: [],
    [list]: [{ file: "a.json", filePointer: "/0", value }],
  });
});

test("a form of the portal beside a template is no template", () => {
  const form = {
    $schema: "https://x/CreateUIDefinition.MultiVm.json#",
    parameters: {},
    version: "0.1",
  };
  expect(readText({ file: "a.json", text: JSON.stringify(form) }).templates).toEqual([]);
});

test.each([
  ["main.bicep", "resource v 'Microsoft.Network/virtualNetworks@2024-05-01' = {}", "a Bicep file"],
  ["main.tf", 'resource "azurerm_virtual_network" "v" {}', "a Terraform configuration"],
])("names %s by its ending", (file, text, format) => {
  const [diagnostic] = readText({ file, text }, yaml).diagnostics;
  expect(diagnostic?.code).toBe("format-unsupported");
  expect(diagnostic?.message).toBe(`${file} is ${format}, which this version does not read`);
});

// What is no resource: text, and the diagnostics as code, pointer in the file, message.
test.each([
  ["null", [["shape-unknown", "", "no Azure resource was recognized in a.json"]]],
  ["{}", [["shape-unknown", "", "no Azure resource was recognized in a.json"]]],
  ["[1, 2]", [["shape-unknown", "", "no Azure resource was recognized in a.json"]]],
  [
    '{"value": [{"a": 1}]}',
    [["shape-unknown", "/value", "no Azure resource was recognized in a.json at /value"]],
  ],
  [
    `[${JSON.stringify(vnet)}, 1]`,
    [["shape-unknown", "/1", "no Azure resource was recognized in a.json at /1"]],
  ],
  [
    `[${JSON.stringify(vnet)}, {"name": "x"}]`,
    [
      [
        "resource-unidentified",
        "/1",
        "a resource has neither an id nor a type and a name, and was left out",
      ],
    ],
  ],
  [
    '{"properties": {}}',
    [
      [
        "resource-unidentified",
        "",
        "a resource has neither an id nor a type and a name, and was left out",
      ],
    ],
  ],
  ['[{"id": "v1"}]', [["id-invalid", "/0", "'v1' is not a resource id"]]],
  ['{"id": {"secret": "s3cret"}}', [["id-invalid", "", "'an object' is not a resource id"]]],
  ['{"id": 7}', [["id-invalid", "", "'7' is not a resource id"]]],
  [
    '{"type": "vnet", "name": "v1"}',
    [
      [
        "property-invalid",
        "",
        "type should be a resource type such as Microsoft.Network/virtualNetworks, found vnet",
      ],
    ],
  ],
  [
    '{"type": "a/b/c", "name": "x"}',
    [
      [
        "property-invalid",
        "",
        "name should be 2 names with slashes between them for type a/b/c, found x",
      ],
    ],
  ],
])("reports %s", (text, expected) => {
  const { resources, diagnostics } = readText({ file: "a.json", text });
  expect(resources.length).toBe(text.startsWith('[{"id":"/') ? 1 : 0);
  expect(diagnostics.map((found) => [found.code, found.place.filePointer, found.message])).toEqual(
    expected,
  );
});
