// The SDKs in programs of their own: what a shell has after `trueroute env` is all they know.
import { afterAll, beforeAll, expect, test } from "vitest";
import { isThere, type Serving, startServing } from "./serve.ts";

let serving: Serving;
beforeAll(async () => {
  serving = await startServing();
  const { code, stderr } = serving.inShell(
    `node -e '
      const [group] = process.argv.slice(1);
      import("@azure/identity").then(async ({ DefaultAzureCredential }) => {
        const scope = process.env.AZURE_AUTHORITY_HOST + "/.default";
        const { token } = await new DefaultAzureCredential().getToken(scope);
        const url = process.env.AZURE_AUTHORITY_HOST + "/subscriptions/" +
          process.env.AZURE_SUBSCRIPTION_ID + "/resourcegroups/" + group + "?api-version=2021-04-01";
        const headers = { authorization: "Bearer " + token, "content-type": "application/json" };
        const body = JSON.stringify({ location: "westeurope" });
        const { status } = await fetch(url, { method: "PUT", headers, body });
        process.exitCode = status === 201 ? 0 : 1;
      })' net`,
  );
  if (code !== 0) throw new Error(stderr);
});
afterAll(() => serving.close());

const javaScript = `
  import { ClientSecretCredential, DefaultAzureCredential, ManagedIdentityCredential } from "@azure/identity";
  import { NetworkManagementClient } from "@azure/arm-network";
  const endpoint = process.env.AZURE_AUTHORITY_HOST;
  const tenant = process.env.ARM_TENANT_ID;
  const credentials = [
    new DefaultAzureCredential(),
    new ClientSecretCredential("adfs", "app", "any"),
    new ClientSecretCredential(tenant, "app", "any", { disableInstanceDiscovery: true }),
  ];
  for (const [index, credential] of credentials.entries()) {
    const client = new NetworkManagementClient(credential, process.env.AZURE_SUBSCRIPTION_ID, { endpoint });
    const made = await client.routeTables.beginCreateOrUpdateAndWait("net", "js" + index, { location: "westeurope" });
    console.log(made.name, made.provisioningState);
  }
  const scope = "https://management.azure.com/.default";
  process.env.IDENTITY_ENDPOINT = endpoint + "/msi/token";
  process.env.IDENTITY_HEADER = "any";
  console.log(typeof (await new ManagedIdentityCredential().getToken(scope)).token);
  delete process.env.IDENTITY_ENDPOINT;
  process.env.AZURE_POD_IDENTITY_AUTHORITY_HOST = endpoint;
  console.log(typeof (await new ManagedIdentityCredential().getToken(scope)).token);
`;

test("JavaScript: DefaultAzureCredential, ClientSecretCredential, managed identities", () => {
  const { stdout, stderr } = serving.inShell('node --input-type=module -e "$1"', [javaScript]);
  expect({ lines: stdout.split("\n"), stderr }).toEqual({
    lines: ["js0 Succeeded", "js1 Succeeded", "js2 Succeeded", "string", "string", ""],
    stderr: "",
  });
});

const python = "/usr/bin/python3";
const hasPython = isThere(python, ["-c", "import azure.identity, azure.mgmt.network"]);

const pythonProgram = `
import os
from azure.identity import ClientSecretCredential, DefaultAzureCredential, ManagedIdentityCredential
from azure.mgmt.network import NetworkManagementClient
endpoint, subscription = os.environ["AZURE_AUTHORITY_HOST"], os.environ["AZURE_SUBSCRIPTION_ID"]
scope = endpoint + "/.default"
for index, credential in enumerate([DefaultAzureCredential(), ClientSecretCredential("adfs", "app", "any")]):
    client = NetworkManagementClient(credential, subscription, base_url=endpoint, credential_scopes=[scope])
    made = client.route_tables.begin_create_or_update("net", "py%d" % index, {"location": "westeurope"}).result()
    print(made.name, made.provisioning_state)
os.environ["IDENTITY_ENDPOINT"], os.environ["IDENTITY_HEADER"] = endpoint + "/msi/token", "any"
print(type(ManagedIdentityCredential().get_token("https://management.azure.com/.default").token).__name__)
`;

test.skipIf(!hasPython)("Python: the same", () => {
  const { stdout, stderr } = serving.inShell(`${python} -c "$1"`, [pythonProgram]);
  expect({ lines: stdout.split("\n"), stderr }).toEqual({
    lines: ["py0 Succeeded", "py1 Succeeded", "str", ""],
    stderr: "",
  });
});

test("a server that demands a token lets in who says it, and nobody else", async () => {
  const token = "0123456789abcdef0123456789abcdef";
  const closed = await startServing(["--memory", "--token", token]);
  try {
    const program = (credential: string) => `
      import { ClientSecretCredential, DefaultAzureCredential } from "@azure/identity";
      const scope = process.env.AZURE_AUTHORITY_HOST + "/.default";
      const { token } = await ${credential}.getToken(scope).catch(({ message }) => ({ token: message }));
      const url = process.env.AZURE_AUTHORITY_HOST + "/subscriptions?api-version=2022-12-01";
      const { status } = await fetch(url, { headers: { authorization: "Bearer " + token.split("\\n")[0] } });
      console.log(status, /AADSTS\\d+/.exec(token)?.[0]);
    `;
    const run = (credential: string) =>
      closed.inShell('node --input-type=module -e "$1"', [program(credential)]).stdout;
    expect(run("new DefaultAzureCredential()")).toBe("200 undefined\n");
    expect(run('new ClientSecretCredential("adfs", "app", "wrong")')).toBe("401 AADSTS7000215\n");
  } finally {
    await closed.close();
  }
});
