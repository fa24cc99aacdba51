import { expect, test } from "vitest";
import { withholdSecrets } from "./withhold.ts";

const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9";
const key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE";

// What it is, what comes in, what stays, how many were left out.
test.each<[string, object, object, number]>([
  [
    "the key of a connection",
    { connectionType: "IPsec", sharedKey: "s" },
    { connectionType: "IPsec" },
    1,
  ],
  ["the service key of a circuit", { serviceKey: "s", stag: 1 }, { stag: 1 }, 1],
  [
    "authorizations of a circuit",
    {
      authorizations: [
        { id: "/a", properties: { authorizationKey: "s", authorizationUseStatus: "InUse" } },
      ],
    },
    { authorizations: [{ id: "/a", properties: { authorizationUseStatus: "InUse" } }] },
    1,
  ],
  [
    "the secret of a RADIUS server",
    {
      vpnClientConfiguration: {
        radiusServerSecret: "s",
        radiusServers: [{ radiusServerSecret: "t", radiusServerAddress: "10.0.0.4" }],
      },
    },
    { vpnClientConfiguration: { radiusServers: [{ radiusServerAddress: "10.0.0.4" }] } },
    2,
  ],
  [
    "what a machine was set up with",
    { osProfile: { adminUsername: "me", adminPassword: "s", customData: "c" }, userData: "u" },
    { osProfile: { adminUsername: "me" } },
    3,
  ],
  [
    "the password of a database",
    { administratorLogin: "me", administratorLoginPassword: "s" },
    { administratorLogin: "me" },
    1,
  ],
  [
    "settings of an extension",
    {
      publisher: "p",
      type: "t",
      typeHandlerVersion: "1.0",
      settings: { commandToExecute: "x" },
      protectedSettings: { a: 1 },
    },
    { publisher: "p", type: "t", typeHandlerVersion: "1.0" },
    2,
  ],
  [
    "a certificate with its key",
    {
      sslCertificates: [
        { name: "c", properties: { publicCertData: "p", password: "s", data: "d" } },
      ],
    },
    { sslCertificates: [{ name: "c", properties: { publicCertData: "p" } }] },
    2,
  ],
  [
    "a value beside such a name",
    {
      clusterSettings: [
        { name: "ApiPassword", value: "s" },
        { name: "DisableTls1.0", value: "1" },
      ],
    },
    { clusterSettings: [{ name: "ApiPassword" }, { name: "DisableTls1.0", value: "1" }] },
    1,
  ],
  ["a list of them", { secrets: ["a", "b"], other: ["a"] }, { other: ["a"] }, 1],
  [
    "a connection string in a tag",
    { tags: { note: "Server=x;Password=hunter22;", owner: "me" } },
    { tags: { owner: "me" } },
    1,
  ],
  [
    "the key of an account in a tag",
    { tags: { a: "DefaultEndpointsProtocol=https;AccountKey=abcd1234==" } },
    { tags: {} },
    1,
  ],
  [
    "an address with a signature",
    { url: "https://x.blob.core.windows.net/a?sv=1&sig=abcdefghijklmnopqrst%3D" },
    {},
    1,
  ],
  ["an address with a password", { url: "https://me:pw@host/" }, {}, 1],
  ["a token", { note: `Bearer ${jwt}` }, {}, 1],
  ["a private key in a list", { notes: [key, "b"] }, { notes: ["b"] }, 1],
])("leaves out %s", (_, before, after, count) => {
  expect(withholdSecrets(before)).toEqual({ value: after, count });
});

test.each<[string, object]>([
  [
    "references to a vault",
    {
      keyVaultSecretId: "https://v.vault.azure.net/secrets/c",
      secretName: "c",
      sourceVault: { id: "/v" },
    },
  ],
  [
    "switches",
    { allowSharedKeyAccess: false, disablePasswordAuthentication: true, passwordAuth: "Enabled" },
  ],
  [
    "public keys",
    {
      linuxConfiguration: {
        ssh: {
          publicKeys: [{ path: "/home/me/.ssh/authorized_keys", keyData: "ssh-rsa AAAA= me@x" }],
        },
      },
    },
  ],
  [
    "public certificates",
    {
      vpnClientRootCertificates: [{ name: "r", properties: { publicCertData: "MII=" } }],
      data: "MII=",
    },
  ],
  [
    "dates of keys",
    { keyCreationTime: { key1: "2025-01-01", key2: "2025-01-01" }, keySource: "Microsoft.Storage" },
  ],
  ["settings of what is no extension", { settings: { a: 1 } }],
  ["empty texts", { sharedKey: "", password: null }],
  ["lists of objects", { secrets: [{ sourceVault: { id: "/v" }, vaultCertificates: [] }] }],
  [
    "addresses of people and machines",
    { email: "me@example.com", url: "https://host:443/a=b?c=d@e" },
  ],
])("leaves %s in", (_, value) => {
  const kept = withholdSecrets(value);
  expect(kept).toEqual({ value, count: 0 });
  // The same object, since nothing was left out.
  expect(kept.value).toBe(value);
});
