import { createHash, createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { expect, test } from "vitest";
import { createSetting, memoryKeyStore, tenantId } from "../../../test/clients/stand-in.ts";
import {
  admit,
  findIdentityRoute,
  type IdentitySetting,
  openSigningKey,
  SigningKeyError,
  verifyToken,
} from "../index.ts";

const host = "https://emulator.test:8443";
const app = "00000000-0000-4000-8000-000000000007";
const open = { ...(await createSetting()), now: () => 1_795_000_000 };
const closed: IdentitySetting = { ...open, token: "let me in" };

type Form = Readonly<Record<string, string>>;

async function ask(request: Request, setting: IdentitySetting = open) {
  const { pathname } = new URL(request.url);
  const route = findIdentityRoute(request.method, pathname);
  if (route === undefined) throw new Error(`nothing answers ${pathname}`);
  const response = await route.answer(request, setting);
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") === true;
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? JSON.parse(text) : text,
  };
}

const get = (path: string, headers: Form = {}) => new Request(host + path, { headers });
const post = (path: string, form: Form, headers: Form = {}) =>
  new Request(host + path, { method: "POST", body: new URLSearchParams(form), headers });

function claimsOf(token: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
}

// Each row: a path, and which of the answers it is for; every client has its own.
test.each([
  ["GET", "/metadata/endpoints", true],
  ["GET", "/adfs/.well-known/openid-configuration", true],
  ["GET", "/common/v2.0/.well-known/openid-configuration", true],
  ["GET", `/${tenantId}/.well-known/openid-configuration`, true],
  ["GET", "/adfs/contoso.example/.well-known/openid-configuration", true],
  ["GET", "/common/discovery/instance", true],
  ["GET", "/common/discovery/v2.0/keys", true],
  ["GET", "/common/userrealm/me@x.example", true],
  ["POST", "/adfs/oauth2/token/", true],
  ["POST", "/ADFS/OAuth2/Token", true],
  ["POST", `/${tenantId}/oauth2/v2.0/token`, true],
  ["POST", `/adfs/${tenantId}/oauth2/v2.0/token`, true],
  ["GET", "/adfs/oauth2/token", false],
  ["GET", "/metadata/identity/oauth2/token", true],
  ["POST", "/msi/token", true],
  ["GET", "/subscriptions", false],
  ["PUT", "/subscriptions/s/resourceGroups/oauth2", false],
  ["GET", "/", false],
])("%s %s is of the directory: %j", (method, path, isOurs) => {
  expect(findIdentityRoute(method, path) !== undefined).toBe(isOurs);
});

test.each(["adfs", "common", "organizations", tenantId])(
  "the configuration of %s leads to this host and nowhere else",
  async (directory) => {
    for (const version of ["", "/v2.0"]) {
      const answer = await ask(get(`/${directory}${version}/.well-known/openid-configuration`));
      const { access_token_issuer: issuer, ...here } = answer.body;
      expect(issuer).toBe(`https://sts.windows.net/${tenantId}/`);
      const addresses = JSON.stringify(here).match(/https?:[^"]*/g) ?? [];
      expect(addresses.length).toBeGreaterThan(5);
      expect(addresses.filter((one) => !one.startsWith(`${host}/`))).toEqual([]);
      expect(here.token_endpoint).toBe(`${host}/${directory}/oauth2${version}/token`);
    }
  },
);

test("az finds the id of a tenant that it was told the name of", async () => {
  const { body } = await ask(get("/adfs/contoso.example/.well-known/openid-configuration"));
  expect(body.issuer.split("/")[3]).toBe(tenantId);
});

test("an instance is trusted, and leads to the tenant that was asked for", async () => {
  const asked = encodeURIComponent(`${host}/contoso/oauth2/v2.0/authorize`);
  const { body } = await ask(get(`/common/discovery/instance?authorization_endpoint=${asked}`));
  expect(body.tenant_discovery_endpoint).toBe(`${host}/contoso/.well-known/openid-configuration`);
  expect(body.metadata[0].aliases).toEqual(["emulator.test:8443"]);
});

// Each row: an api-version, and where in the answer the login endpoint and the manager stand.
test.each([
  ["1.0", "object", undefined],
  ["2015-01-01", "object", undefined],
  ["2018-05-01", "object", undefined],
  ["2019-05-01", "array", `${host}/`],
  ["2020-06-01", "array", `${host}/`],
  ["2022-09-01", "object", `${host}/`],
  ["2030-01-01-preview", "object", `${host}/`],
])("the metadata of %s is an %s", async (version, shape, manager) => {
  const { body } = await ask(get(`/metadata/endpoints?api-version=${version}`));
  expect(Array.isArray(body) ? "array" : "object").toBe(shape);
  const cloud = Array.isArray(body) ? body[0] : body;
  // It ends in /adfs: MSAL asks Microsoft about any other host.
  expect(cloud.authentication.loginEndpoint).toBe(`${host}/adfs`);
  expect(cloud.authentication.audiences).toEqual([`${host}/`]);
  expect(cloud.resourceManager).toBe(manager);
  // Terraform takes a cloud without these for Azure Stack.
  const isNew = version > "2018";
  expect(cloud.authentication.tenant).toBe(isNew ? "common" : undefined);
  expect(cloud.authentication.identityProvider).toBe(isNew ? "AAD" : undefined);
});

test("metadata of no version are refused as Azure does", async () => {
  const answer = await ask(get("/metadata/endpoints"));
  expect(answer).toMatchObject({
    status: 400,
    body: { error: { code: "MissingApiVersionParameter" } },
  });
});

test("az finds its short names of images", async () => {
  const { body } = await ask(get("/metadata/vmImageAliases"));
  expect(body.outputs.aliases.value.Linux.Ubuntu2204).toEqual({
    publisher: "Canonical",
    offer: "0001-com-ubuntu-server-jammy",
    sku: "22_04-lts-gen2",
    version: "latest",
    architecture: "x64",
  });
});

const secret: Form = { grant_type: "client_credentials", client_id: app, client_secret: "any" };

test("a token says who, for what, of which tenant and for how long", async () => {
  const scope = "https://management.azure.com/.default";
  const answer = await ask(post("/adfs/oauth2/v2.0/token", { ...secret, scope }));
  expect(answer.status).toBe(200);
  const { access_token: token, ...rest } = answer.body;
  expect(rest).toEqual({ token_type: "Bearer", expires_in: 3599, ext_expires_in: 3599 });
  const claims = claimsOf(token);
  expect(claims).toMatchObject({
    aud: "https://management.azure.com",
    iss: `https://sts.windows.net/${tenantId}/`,
    appid: app,
    tid: tenantId,
    iat: 1_795_000_000,
    exp: 1_795_003_600,
    idtyp: "app",
  });
  expect(claims["oid"]).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  const again = await ask(post("/common/oauth2/token", secret));
  expect(claimsOf(again.body.access_token)["oid"]).toBe(claims["oid"]);
  expect(verifyToken(token, open)).toMatchObject({ kind: "valid", claims: { appid: app } });
});

// Each row: what a client asks a token for, and what stands in it as the audience.
test.each([
  [{}, `${host}/`],
  [{ scope: "openid offline_access" }, `${host}/`],
  [{ scope: `${host}//.default` }, `${host}/`],
  [{ scope: `openid ${host}/.default profile` }, host],
  [{ scope: `${host}/user_impersonation` }, host],
  [{ scope: "https://storage.azure.com" }, "https://storage.azure.com"],
  [{ scope: "api://one/two" }, "api://one"],
  [{ resource: `${host}/` }, `${host}/`],
])("%j is for %s", async (asked, audience) => {
  const answer = await ask(post("/adfs/oauth2/token", { ...secret, ...asked } as Form));
  expect(claimsOf(answer.body.access_token)["aud"]).toBe(audience);
});

test("whoever names a resource gets numbers as texts", async () => {
  const resource = "https://storage.azure.com";
  const { body } = await ask(post(`/${tenantId}/oauth2/token`, { ...secret, resource }));
  expect(body).toMatchObject({
    expires_in: "3599",
    expires_on: "1795003600",
    not_before: "1795000000",
    resource,
  });
});

const assertion = `${Buffer.from("{}").toString("base64url")}.${Buffer.from("{}").toString("base64url")}.x`;
const byAssertion: Form = {
  grant_type: "client_credentials",
  client_id: app,
  client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
  client_assertion: assertion,
};
const byPassword: Form = {
  grant_type: "password",
  client_id: app,
  username: "me@x.example",
  password: "any",
};

// Each row: a request, to a server that demands nothing and to one that demands a token: the status
// and Azure's number.
const requests: readonly [string, Form, [number, number?], [number, number?]][] = [
  ["a secret", secret, [200], [401, 7000215]],
  ["the token as secret", { ...secret, client_secret: "let me in" }, [200], [200]],
  ["an assertion", byAssertion, [200], [401, 700027]],
  ["no assertion", { ...byAssertion, client_assertion: "x.y" }, [401, 50027], [401, 700027]],
  [
    "no secret",
    { grant_type: "client_credentials", client_id: app },
    [401, 7000216],
    [401, 7000216],
  ],
  ["a password", byPassword, [200], [400, 50126]],
  ["the token as password", { ...byPassword, password: "let me in" }, [200], [200]],
  ["no user", { ...byPassword, username: "" }, [400, 900144], [400, 900144]],
  ["no grant", { client_id: app }, [400, 900144], [400, 900144]],
  ["no client", { grant_type: "password" }, [400, 900144], [400, 900144]],
  ["another grant", { grant_type: "saml", client_id: app }, [400, 70003], [400, 70003]],
  [
    "a made-up refresh token",
    { grant_type: "refresh_token", client_id: app, refresh_token: assertion },
    [400, 70000],
    [400, 70000],
  ],
];

test.each(requests)("%s", async (_, form, ...wanted) => {
  for (const [index, setting] of [open, closed].entries()) {
    const answer = await ask(post("/adfs/oauth2/token", form), setting);
    expect([answer.status, answer.body.error_codes?.[0]]).toEqual([
      wanted[index]?.[0],
      wanted[index]?.[1],
    ]);
  }
});

test("a refusal has Azure's shape, and the client's correlation id", async () => {
  const request = post("/adfs/oauth2/token", secret, { "client-request-id": "c-1" });
  const { body } = await ask(request, closed);
  expect(body).toMatchObject({ error: "invalid_client", correlation_id: "c-1" });
  expect(body.error_description).toMatch(
    /^AADSTS7000215: Invalid client secret .*trueroute serve --token.* Trace ID: .* Correlation ID: c-1 Timestamp: 2026-11-18 \d\d:\d\d:\d\dZ$/,
  );
  expect(JSON.stringify(body)).not.toContain("let me in");
});

test("a user gets an id token and renews the access token with a refresh token", async () => {
  const scope = `${host}/.default offline_access openid profile`;
  const form = { ...byPassword, scope, client_info: "1" };
  const { body } = await ask(post("/adfs/oauth2/token", form));
  expect(claimsOf(body.id_token)).toMatchObject({
    iss: `${host}/adfs`,
    aud: app,
    upn: "me@x.example",
  });
  expect(JSON.parse(Buffer.from(body.client_info, "base64url").toString())).toMatchObject({
    utid: tenantId,
  });
  const refresh = {
    grant_type: "refresh_token",
    client_id: app,
    refresh_token: body.refresh_token,
  };
  const renewed = await ask(post("/adfs/oauth2/token", refresh), closed);
  expect(claimsOf(renewed.body.access_token)["upn"]).toBe("me@x.example");
  const stolen = await ask(post("/adfs/oauth2/token", { ...refresh, client_id: "other" }));
  expect(stolen.status).toBe(400);
  // Neither opens anything.
  expect(verifyToken(body.refresh_token, open).kind).toBe("foreign");
  expect(verifyToken(body.id_token, open).kind).toBe("foreign");
});

const authorize = (parameters: Form) =>
  get(`/adfs/oauth2/authorize?${new URLSearchParams(parameters)}`);
const browser: Form = {
  client_id: app,
  response_type: "code",
  redirect_uri: "http://localhost:8400/",
  state: "s&1",
  nonce: "n",
  code_challenge: createHash("sha256").update("verifier").digest("base64url"),
  code_challenge_method: "S256",
};

test("a browser comes back with a code, which the one who asked can redeem", async () => {
  const answer = await ask(authorize(browser));
  const back = new URL(answer.headers.get("location") ?? "");
  expect([answer.status, back.origin, back.searchParams.get("state")]).toEqual([
    302,
    "http://localhost:8400",
    "s&1",
  ]);
  const code = back.searchParams.get("code") ?? "";
  const form = { grant_type: "authorization_code", client_id: app, code };
  const redeemed = await ask(post("/adfs/oauth2/token", { ...form, code_verifier: "verifier" }));
  expect(claimsOf(redeemed.body.id_token)["nonce"]).toBe("n");
  for (const code_verifier of ["other", ""]) {
    const refused = await ask(post("/adfs/oauth2/token", { ...form, code_verifier }));
    expect(refused.status).toBe(400);
  }
});

test("a browser that posts gets a form that does", async () => {
  const answer = await ask(authorize({ ...browser, response_mode: "form_post" }));
  expect(answer.body).toMatch(
    /<form method="post" action="http:\/\/localhost:8400\/"><input type="hidden" name="code" value="[\w.-]+"><input type="hidden" name="state" value="s&#38;1">/,
  );
});

// Each row: an address that nobody is sent to.
test.each(["https://evil.example/", "javascript:alert(1)", "http://localhost.evil.example/", ""])(
  "no code goes to %j",
  async (redirect_uri) => {
    const answer = await ask(authorize({ ...browser, redirect_uri }));
    expect([answer.status, answer.headers.get("location")]).toEqual([400, null]);
  },
);

test("a device is let in at the first question, where no token is demanded", async () => {
  const { body } = await ask(post("/adfs/oauth2/devicecode", { client_id: app }));
  const grant_type = "urn:ietf:params:oauth:grant-type:device_code";
  const form = { grant_type, client_id: app, device_code: body.device_code };
  expect((await ask(post("/adfs/oauth2/token", form))).status).toBe(200);
  const refused = [
    await ask(post("/adfs/oauth2/devicecode", { client_id: app }), closed),
    await ask(authorize(browser), closed),
  ];
  expect(refused.map((one) => one.status)).toEqual([401, 401]);
});

const metadata = { Metadata: "true" };
const instance = "/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://r/";
const appService = "/msi/token?api-version=2019-08-01&resource=https://r/";

// Each row: a request of a managed identity, and whether the two servers answer it.
const identities: readonly [string, Request, number, number][] = [
  ["of a machine", get(instance, metadata), 200, 400],
  ["without the header", get(instance), 400, 400],
  ["for nothing", get("/metadata/identity/oauth2/token", metadata), 400, 400],
  ["of Cloud Shell", post("/msi/token", { resource: "https://r/" }, metadata), 200, 400],
  ["of an app", get(appService, { "X-IDENTITY-HEADER": "let me in" }), 200, 200],
  ["of an app, wrong", get(appService, { "X-IDENTITY-HEADER": "let" }), 200, 400],
  ["of an app, nothing", get(appService), 400, 400],
];

test.each(identities)("managed identity %s", async (_, request, open200, closed200) => {
  const answer = await ask(request.clone());
  expect(answer.status).toBe(open200);
  expect((await ask(request.clone(), closed)).status).toBe(closed200);
  if (open200 === 200) expect(claimsOf(answer.body.access_token)["aud"]).toBe("https://r/");
  else expect(answer.body.error).toBe("invalid_request");
});

test("the forms of managed identities tell time as each service does", async () => {
  const first = get("/msi/token?api-version=2017-09-01&resource=https://r/", { secret: "s" });
  expect((await ask(first)).body.expires_on).toBe("11/18/2026 12:06:40 +00:00");
  const { body } = await ask(get(`${instance}&client_id=${app}`, metadata));
  expect(body).toMatchObject({ expires_on: "1795003600", expires_in: "3599", client_id: app });
});

test("the key can be checked by others, and is the same after a restart", async () => {
  const store = memoryKeyStore();
  const key = await openSigningKey(store);
  expect((await openSigningKey(store)).id).toBe(key.id);
  const { body } = await ask(get("/common/discovery/keys"), { ...open, key });
  const publicKey = createPublicKey({ key: body.keys[0], format: "jwk" });
  const { body: token } = await ask(post("/adfs/oauth2/token", secret), { ...open, key });
  const [header = "", claims = "", signature = ""] = token.access_token.split(".");
  const signed = Buffer.from(`${header}.${claims}`);
  expect(verify("RSA-SHA256", signed, publicKey, Buffer.from(signature, "base64url"))).toBe(true);
});

test("a kept text that is no key of ours is told", async () => {
  const { privateKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }) as string;
  for (const text of ["", "nonsense", pem]) {
    const store = { read: async () => text, keep: async () => text };
    await expect(openSigningKey(store)).rejects.toThrow(SigningKeyError);
  }
});

async function errorOf(response: Response): Promise<{ code: string; message: string }> {
  return ((await response.json()) as { error: { code: string; message: string } }).error;
}

async function tokenOf(setting: IdentitySetting): Promise<string> {
  return (await ask(post("/adfs/oauth2/token", secret), setting)).body.access_token;
}

test("only tokens of this server open it", async () => {
  const mine = await tokenOf(open);
  const other = await tokenOf(await createSetting());
  const late = { ...open, now: () => open.now() + 3600 };
  const [header = "", , signature = ""] = mine.split(".");
  const forged = `${header}.${other.split(".")[1]}.${signature}`;
  const rows: readonly [string | undefined, IdentitySetting, string | undefined][] = [
    [`Bearer ${mine}`, open, undefined],
    [`bearer ${mine}`, open, undefined],
    [undefined, open, "AuthenticationFailed"],
    ["Basic eDp5", open, "AuthenticationFailedInvalidHeader"],
    ["Bearer x", open, "InvalidAuthenticationToken"],
    [`Bearer ${forged}`, open, "InvalidAuthenticationToken"],
    [`Bearer ${other}`, open, "InvalidAuthenticationToken"],
    [`Bearer ${mine}`, late, "ExpiredAuthenticationToken"],
  ];
  for (const [authorization, setting, code] of rows) {
    const request = get("/subscriptions", authorization === undefined ? {} : { authorization });
    const admission = admit(request, setting);
    if (admission.kind === "admitted") {
      expect(code).toBeUndefined();
      continue;
    }
    const { status, headers } = admission.response;
    expect([status, headers.get("www-authenticate")?.startsWith("Bearer ")]).toEqual([401, true]);
    expect((await errorOf(admission.response)).code).toBe(code);
  }
});

test("who has an old token is told to get a new one", async () => {
  const late = { ...open, now: () => open.now() + 7200 };
  const authorization = `Bearer ${await tokenOf(open)}`;
  const admission = admit(get("/subscriptions", { authorization }), late);
  if (admission.kind === "admitted") throw new Error("it was let in");
  const header = admission.response.headers.get("www-authenticate") ?? "";
  expect(header).toContain('error="insufficient_claims"');
  const claims = Buffer.from(/claims="([^"]+)"/.exec(header)?.[1] ?? "", "base64").toString();
  expect(JSON.parse(claims)).toEqual({
    access_token: { nbf: { essential: true, value: "1795007200" } },
  });
  const error = await errorOf(admission.response);
  expect(error.message).toBe(
    "The access token expiry UTC time '11/18/2026 12:06:40 PM' is earlier than current UTC time '11/18/2026 1:06:40 PM'.",
  );
});
