import { expect, test } from "vitest";
import { formatIp, type Ip, parseIp } from "../../net/index.ts";
import { Floors } from "./floors.ts";

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
