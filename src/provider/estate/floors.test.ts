import { expect, test } from "vitest";
import { formatIp, type Ip, parseIp } from "../../net/index.ts";
import { Draft } from "./draft.ts";
import { Estate } from "./estate.ts";
import { Floors } from "./floors.ts";
import { parseId } from "./id.ts";
import type { Row } from "./row.ts";

const first = parseIp("10.0.0.4") as Ip;

test("an address that is given back comes before those that nobody has had", () => {
  const floors = new Floors();
  const taken = new Set<string>();
  const claimed = (claim: string): boolean => taken.has(claim);
  const ask = (): string => formatIp(floors.lowest("s", [first, first], claimed));
  expect(ask()).toBe("10.0.0.4");
  for (const last of [4, 5, 6, 8]) taken.add(`s#10.0.0.${last}`);
  expect(ask()).toBe("10.0.0.7");
  taken.delete("s#10.0.0.5");
  floors.free("s#10.0.0.5");
  expect(ask()).toBe("10.0.0.5");
  expect(ask()).toBe("10.0.0.5");
  taken.add("s#10.0.0.5").add("s#10.0.0.7");
  expect(ask()).toBe("10.0.0.9");
});

test("a draft gives an address again that it has given back", () => {
  const nic = (name: string, address: string): Row => {
    const id = parseId(
      `/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/${name}`,
    );
    if (id === undefined) throw new Error(name);
    const properties = { privateIPAddress: address, subnet: { id: "/s" } };
    const body = { properties: { ipConfigurations: [{ name: "a", properties }] } };
    return {
      id,
      typeKey: id.type.toLowerCase(),
      root: id.key,
      body,
      facts: {},
      order: 1,
      etag: "e",
    };
  };
  const estate = new Estate();
  const rows = [nic("a", "10.0.0.4"), nic("b", "10.0.0.5")];
  estate.apply(new Map(rows.map((row) => [row.id.key, row])));
  const draft = new Draft(estate);
  expect(formatIp(draft.lowestFree("/s", first))).toBe("10.0.0.6");
  draft.remove(nic("a", "10.0.0.4").id.key);
  expect(formatIp(draft.lowestFree("/s", first))).toBe("10.0.0.4");
  expect(formatIp(estate.lowestFree("/s", first))).toBe("10.0.0.6");
});
