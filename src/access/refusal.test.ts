import { expect, test } from "vitest";
import { platformPlace } from "../diagnostic/index.ts";
import { type CloudService, keyOf } from "../model/index.ts";
import { type Ip, parseIp } from "../net/index.ts";
import { type Refused, refusalOf } from "./refusal.ts";

const stamp = {
  requestId: "5f73e099-a002-006e-5230-17757c000000",
  time: "2023-11-14T19:30:02.6638006Z",
};
const source = parseIp("20.1.1.1") as Ip;
const stamped = `RequestId:${stamp.requestId}\nTime:${stamp.time}`;

function refused(kind: CloudService["kind"], more: Partial<Refused & CloudService> = {}): Refused {
  const { door = "ipRules", name, admitsAzureServices = true } = more;
  const service: CloudService = {
    key: keyOf("/x"),
    id: "/x",
    name: "x",
    place: platformPlace,
    kind,
    region: "westeurope",
    fqdns: [],
    publicAccess: "enabled",
    publicAccessPlace: platformPlace,
    defaultAction: "deny",
    defaultActionPlace: platformPlace,
    ipRules: [],
    subnetRules: [],
    admitsAzureServices,
    endpointConnections: [],
  };
  return { service, name, source, door };
}

const blobBody = `<?xml version="1.0" encoding="utf-8"?><Error><Code>AuthorizationFailure</Code><Message>This request is not authorized to perform this operation.\n${stamped}</Message></Error>`;

test.each([
  ["x.blob.core.windows.net", blobBody],
  ["x.queue.core.windows.net", blobBody],
  ["x.file.core.windows.net", blobBody],
  [undefined, blobBody],
  [
    "x.dfs.core.windows.net",
    {
      error: {
        code: "AuthorizationFailure",
        message: `This request is not authorized to perform this operation.\n${stamped}`,
      },
    },
  ],
  [
    "x.table.core.windows.net",
    {
      "odata.error": {
        code: "AuthorizationFailure",
        message: {
          lang: "en-US",
          value: `This request is not authorized to perform this operation\n${stamped}`,
        },
      },
    },
  ],
])("SE-7: storage called as %s", (name, body) => {
  const said = refusalOf({ ...refused("storage"), name }, stamp);
  expect(said).toEqual({ status: 403, code: "AuthorizationFailure", body });
});

const vault = "Vault: x;location=westeurope";
const off =
  "Public network access is disabled and request is not from a trusted service nor via an approved private link.";

test.each<readonly [string, Refused, string, string]>([
  [
    "a rule lacks",
    refused("keyVault"),
    `Client address is not authorized and caller is not a trusted service.\r\nClient address: 20.1.1.1\r\n${vault}`,
    "ForbiddenByFirewall",
  ],
  [
    "no service is trusted",
    refused("keyVault", { admitsAzureServices: false }),
    `Client address is not authorized and caller was ignored because bypass is set to None\r\nClient address: 20.1.1.1\r\n${vault}`,
    "ForbiddenByFirewall",
  ],
  [
    "the public door is closed",
    refused("keyVault", { door: "publicAccess" }),
    `${off}\r\n${vault}`,
    "ForbiddenByConnection",
  ],
])("SE-7: a key vault where %s", (_, one, message, inner) => {
  expect(refusalOf(one)).toEqual({
    status: 403,
    code: "Forbidden",
    body: { error: { code: "Forbidden", message, innererror: { code: inner } } },
  });
});

test.each<readonly [Refused["door"], string, RegExp]>([
  [
    "ipRules",
    "40615",
    /^Cannot open server 'x' requested .* Client with IP address '20\.1\.1\.1' /,
  ],
  ["subnetRules", "40914", /^Cannot open server 'x' requested .* Client is not allowed to access /],
  ["publicAccess", "47073", /Connection was denied since Deny Public Network Access is set to Yes/],
])("SE-7: a SQL server at its %s", (door, code, body) => {
  const said = refusalOf(refused("sql", { door }));
  expect([said.status, said.code]).toEqual([undefined, code]);
  expect(said.body).toMatch(body);
});
