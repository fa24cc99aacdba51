// Tokens and the secret under which they were given.
import { expect, test } from "vitest";
import type { App } from "../../src/emulator/index.ts";
import { createMemoryStore } from "../../src/store/index.ts";
import { openBareApp } from "./open-app.ts";

async function signIn(app: App, secret: string): Promise<string> {
  const response = await app.fetch(
    new Request("https://127.0.0.1/adfs/oauth2/token", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: "client",
        client_secret: secret,
        resource: "https://127.0.0.1/",
      }),
    }),
  );
  const { access_token } = (await response.json()) as { access_token: string };
  return access_token;
}

const read = { method: "GET", path: "/subscriptions" };

test("a token opens the server after a restart under the same secret, and under no other", async () => {
  const store = createMemoryStore();
  const open = (token?: string) =>
    openBareApp({ store, ...(token === undefined ? {} : { token }) });
  const free = await signIn(await open(), "anything");
  const bearer = await signIn(await open("first-secret-of-all"), "first-secret-of-all");
  const again = await open("first-secret-of-all");
  expect(again.isAuthorized({ ...read, bearer })).toBe(true);
  expect(again.isAuthorized({ ...read, bearer: free })).toBe(false);
  const other = await open("another-secret-now");
  expect(other.isAuthorized({ ...read, bearer })).toBe(false);
});
