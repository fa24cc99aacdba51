import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type StandIn, startStandIn, subscriptionId } from "../../../test/clients/stand-in.ts";
import { askNobody, createAskLocally } from "./index.ts";

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.close());

const authorityOf = () => readFileSync(standIn.server.caFile, "utf8");

test("a server is asked over HTTPS, with its own certificate trusted", async () => {
  const { address } = standIn.server;
  const authority = authorityOf();
  const ask = createAskLocally();
  const form = { grant_type: "client_credentials", client_id: "a b&c", client_secret: "s" };
  const { status, text } = await ask({ url: `${address}/adfs/oauth2/token`, authority, form });
  expect(status).toBe(200);
  const { access_token: bearer } = JSON.parse(text);
  const answer = await ask({ url: `${address}/subscriptions?api-version=1`, authority, bearer });
  expect(JSON.parse(answer.text).value[0].subscriptionId).toBe(subscriptionId);
  expect((await ask({ url: `${address}/subscriptions`, authority })).status).toBe(401);
});

test("no other certificate is trusted, and nobody is asked where nobody listens", async () => {
  const ask = createAskLocally();
  const { address } = standIn.server;
  const other = await startStandIn();
  const authority = readFileSync(other.server.caFile, "utf8");
  await expect(ask({ url: `${address}/x`, authority })).rejects.toThrow(/certificate|signature/);
  await other.close();
  const url = `${other.server.address}/x`;
  await expect(ask({ url, authority })).rejects.toMatchObject({ code: "ECONNREFUSED" });
  await expect(askNobody({ url, authority })).rejects.toMatchObject({ code: "ECONNREFUSED" });
});
