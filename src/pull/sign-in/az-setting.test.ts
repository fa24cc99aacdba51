import { expect, test } from "vitest";
import { createMemoryFileSystem } from "../../host/index.ts";
import { readAzSetting } from "./az-setting.ts";

const profile = {
  installationId: "x",
  subscriptions: [
    { id: "1", name: "prod", isDefault: false, tenantId: "t1", environmentName: "AzureCloud" },
    { id: "2", name: "local", isDefault: true, tenantId: "t2", environmentName: "LocalCloud" },
    { id: "3", name: "gov", environmentName: "AzureUSGovernment" },
    { id: "4", environmentName: "Gone" },
    { name: "no id" },
    "x",
  ],
};
const registered = `[AzureCloud]
subscription = 1

[LocalCloud]
endpoint_resource_manager = https://127.0.0.1:7443/
endpoint_management = https://127.0.0.1:7443/other
`;

const expected = [
  {
    id: "1",
    name: "prod",
    isDefault: false,
    tenantId: "t1",
    resourceManager: "https://management.azure.com",
  },
  {
    id: "2",
    name: "local",
    isDefault: true,
    tenantId: "t2",
    resourceManager: "https://127.0.0.1:7443",
  },
  {
    id: "3",
    name: "gov",
    isDefault: false,
    tenantId: undefined,
    resourceManager: "https://management.usgovcloudapi.net",
  },
  { id: "4", name: "", isDefault: false, tenantId: undefined, resourceManager: undefined },
];

test.each([
  ["the home folder", "/home/me/.azure", { HOME: "/home/me" }],
  ["the profile of Windows", "/users/me/.azure", { USERPROFILE: "/users/me" }],
  ["a folder of its own", "/tmp/az", { HOME: "/home/me", AZURE_CONFIG_DIR: "/tmp/az" }],
])("az keeps its settings in %s", async (_, folder, environment) => {
  const files = createMemoryFileSystem({
    nodes: {
      // As az writes it, with a byte order mark.
      [`${folder}/azureProfile.json`]: `\ufeff${JSON.stringify(profile)}`,
      [`${folder}/clouds.config`]: registered,
    },
  });
  expect((await readAzSetting(files, environment)).subscriptions).toEqual(expected);
});

test.each([
  ["nothing", {}],
  ["no JSON", { "/home/me/.azure/azureProfile.json": "{" }],
  ["another form", { "/home/me/.azure/azureProfile.json": '{"subscriptions":{}}' }],
  ["no right", { "/home/me/.azure/azureProfile.json": { fails: "EACCES", kind: "file" as const } }],
])("%s is no subscription", async (_, nodes) => {
  const files = createMemoryFileSystem({ nodes });
  expect((await readAzSetting(files, { HOME: "/home/me" })).subscriptions).toEqual([]);
});
