import { expect, test } from "vitest";
import { createTestClock } from "../../../test/pull/ports.ts";
import type { Http, HttpRequest } from "../wire/http.ts";
import { usualLimits } from "../wire/wait.ts";
import { discoverSignIn } from "./discover.ts";
import { createTokens } from "./tokens.ts";

const origin = "https://127.0.0.1:7443";

/** A server that gives tokens of its own, each good for an hour. */
function serverOf(metadata: unknown, status = 200) {
  const asked: string[] = [];
  let issued = 0;
  const http: Http = async ({ method, url, body }: HttpRequest) => {
    asked.push(`${method} ${url.replace(origin, "")}${body === undefined ? "" : ` ${body}`}`);
    if (method === "GET") return { status, headers: {}, text: JSON.stringify(metadata) };
    issued += 1;
    const token = { token_type: "Bearer", expires_in: "3600", access_token: `own-${issued}` };
    return { status: 200, headers: {}, text: JSON.stringify(token) };
  };
  return { http, asked };
}

function reachOf(http: Http) {
  const limits = { ...usualLimits, attempts: 2 };
  return { origin, http, clock: createTestClock(), random: () => 0, limits };
}

const own = { authentication: { loginEndpoint: `${origin}/adfs`, audiences: [`${origin}/`] } };

test("a server's own token is asked for once, until it ends or is refused", async () => {
  const { http, asked } = serverOf(own);
  const reach = reachOf(http);
  const environment = {
    AZURE_AUTHORITY_HOST: `${origin}/`,
    AZURE_CLIENT_ID: "me",
    AZURE_CLIENT_SECRET: "s&s",
  };
  const tokens = createTokens({ ...reach, environment, secret: "other", tenant: undefined });
  expect(await Promise.all([tokens(undefined), tokens(undefined)])).toEqual(["own-1", "own-1"]);
  expect(asked).toEqual([
    "GET /metadata/endpoints?api-version=2015-01-01",
    "POST /adfs/oauth2/token grant_type=client_credentials&client_id=me&client_secret=s%26s&resource=https%3A%2F%2F127.0.0.1%3A7443%2F",
  ]);
  expect(await Promise.all([tokens("own-1"), tokens("own-1"), tokens(undefined)])).toEqual([
    "own-2",
    "own-2",
    "own-2",
  ]);
  // Somebody else was late with the first one.
  expect(await tokens("own-1")).toBe("own-2");
  await reach.clock.sleep(3_500_000);
  expect(await tokens(undefined)).toBe("own-3");
});

test.each([
  ["nothing", undefined, "client_id=trueroute&client_secret=local"],
  ["its secret", "hush", "client_id=trueroute&client_secret=hush"],
])("what Azure is told is not told to another server; known is %s", async (_, secret, told) => {
  const { http, asked } = serverOf(own);
  const environment = { AZURE_CLIENT_ID: "me", AZURE_CLIENT_SECRET: "of Azure" };
  for (const authority of [{}, { AZURE_AUTHORITY_HOST: "https://login.microsoftonline.com" }]) {
    const setting = { ...reachOf(http), secret, tenant: undefined };
    await createTokens({ ...setting, environment: { ...environment, ...authority } })(undefined);
  }
  const posts = asked.filter((line) => line.startsWith("POST"));
  expect(posts).toHaveLength(2);
  for (const line of posts) expect(line).toContain(told);
});

test.each([
  [{}, 200],
  [{ authentication: { audiences: [] } }, 200],
  [{ error: { code: "NotFound", message: "m" } }, 404],
])("a server that says nothing of signing in (%j, %i) gets no token", async (metadata, status) => {
  const { http } = serverOf(metadata, status);
  const tokens = createTokens({
    ...reachOf(http),
    environment: {},
    secret: undefined,
    tenant: undefined,
  });
  expect(await tokens(undefined)).toBeUndefined();
});

test("a server that refuses the sign-in ends it", async () => {
  const text = JSON.stringify({ error: "invalid_client", error_description: "no" });
  const http: Http = async ({ method }) =>
    method === "GET"
      ? { status: 200, headers: {}, text: JSON.stringify(own) }
      : { status: 401, headers: {}, text };
  const tokens = createTokens({
    ...reachOf(http),
    environment: {},
    secret: undefined,
    tenant: undefined,
  });
  await expect(tokens(undefined)).rejects.toThrow(`cannot sign in at ${origin}: it answers 401`);
});

test.each([
  ["https://management.azure.com", "https://login.microsoftonline.com"],
  ["https://management.usgovcloudapi.net", "https://login.microsoftonline.us"],
  ["https://management.chinacloudapi.cn", "https://login.chinacloudapi.cn"],
])("%s is known, and not asked", async (cloud, authority) => {
  const { http, asked } = serverOf({});
  const signIn = await discoverSignIn({ ...reachOf(http), origin: cloud });
  expect(signIn).toEqual({ kind: "directory", authority, audience: cloud });
  expect(asked).toEqual([]);
});

test("an Azure Stack says where to sign in", async () => {
  const loginEndpoint = "https://login.microsoftonline.com/";
  const audiences = ["https://management.corp.onmicrosoft.com/1234/"];
  const { http } = serverOf({ authentication: { loginEndpoint, audiences } });
  expect(await discoverSignIn(reachOf(http))).toEqual({
    kind: "directory",
    authority: loginEndpoint,
    audience: "https://management.corp.onmicrosoft.com/1234",
  });
});

test.each(["https://management.azure.com/", "https://management.azure.com", "nothing"])(
  "a server that wants a token for %s does not get it",
  async (audience) => {
    const authentication = {
      loginEndpoint: "https://login.microsoftonline.com/",
      audiences: [audience],
    };
    const { http } = serverOf({ authentication });
    await expect(discoverSignIn(reachOf(http))).rejects.toThrow(
      `${origin} asks for a token that is meant for ${audience}`,
    );
  },
);
