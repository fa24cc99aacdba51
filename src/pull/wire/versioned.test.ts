import { expect, test } from "vitest";
import type { Ask, Reply } from "./ask.ts";
import { withOfferedVersions } from "./versioned.ts";

const none = {
  error: {
    code: "NoRegisteredProviderFound",
    message: "The supported api-versions are '2022-01-01'.",
  },
};

test("the newest version that a cloud offers is taken, and remembered for the type", async () => {
  const asked: string[] = [];
  const client = withOfferedVersions({
    ask: async ({ path }: Ask): Promise<Reply> => {
      asked.push(path);
      if (path.includes("2022-01-01")) return { kind: "answer", body: path, headers: {} };
      return { kind: "refused", status: 400, code: "", message: "", text: JSON.stringify(none) };
    },
  });
  const first = "/subscriptions/a/providers/Microsoft.Network/routeTables?api-version=2025-05-01";
  const second =
    "/subscriptions/b/resourceGroups/g/providers/microsoft.network/routetables?x=1&api-version=2025-05-01";
  const other =
    "/subscriptions/b/providers/Microsoft.Network/virtualNetworks?api-version=2025-05-01";
  for (const path of [first, second, other]) await client.ask({ method: "GET", path });
  expect(asked).toEqual([
    first,
    first.replace("2025-05-01", "2022-01-01"),
    second.replace("2025-05-01", "2022-01-01"),
    other,
    other.replace("2025-05-01", "2022-01-01"),
  ]);
});

test("other refusals stay", async () => {
  const refusal: Reply = {
    kind: "refused",
    status: 404,
    code: "NotFound",
    message: "m",
    text: "{}",
  };
  const client = withOfferedVersions({ ask: async () => refusal });
  expect(await client.ask({ method: "GET", path: "/a?api-version=1" })).toBe(refusal);
});
