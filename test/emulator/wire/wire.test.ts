// The watch itself: it knows the operations, and sees what is wrong.
import { expect, test } from "vitest";
import { mapperOf } from "./mapper.ts";
import { listOperations } from "./operations.ts";
import { validate } from "./validate.ts";
import { type Watched, watch } from "./watch.ts";

test("the client's operations are read off", () => {
  const operations = listOperations();
  expect(operations.length).toBeGreaterThan(700);
  const put = operations.find(
    ({ method, path }) =>
      method === "PUT" && path.endsWith("/virtualNetworks/{virtualNetworkName}"),
  );
  expect(put?.requestBody?.type.className).toBe("VirtualNetwork");
});

test.each([
  ["a number as text", { properties: { flowTimeoutInMinutes: "4" } }, "is no number"],
  ["a list that is none", { properties: { subnets: {} } }, "is no list"],
  [
    "an unknown value",
    { properties: { virtualNetworkPeerings: [{ properties: { peeringState: "Joined" } }] } },
    "none of Initiated",
  ],
  [
    "a wrong value deep inside",
    { properties: { subnets: [{ properties: { addressPrefix: 10 } }] } },
    "is no text",
  ],
])("sees %s", (_name, body, problem) => {
  const mapper = mapperOf("VirtualNetwork");
  const found = mapper === undefined ? [] : validate(mapper, body, "response");
  expect(found.map((one) => one.problem).join()).toContain(problem);
});

test("sees an answer that a server has got wrong", async () => {
  const watched: Watched = { exchanges: 0, breaches: [] };
  const fetch = watch(async () => Response.json({ name: 1 }), watched);
  await fetch(
    new Request(
      "https://127.0.0.1/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v",
    ),
  );
  expect(watched).toMatchObject({
    exchanges: 1,
    breaches: [{ at: "/name", problem: "is no text: 1" }],
  });
});
