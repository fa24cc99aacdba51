import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluateText, showText } from "../../../../test/expressions/evaluate-text.ts";
import { coversPrefix, parsePrefix, prefixSet, setSize } from "../../../net/index.ts";

test("parseCidr says what Azure says", () => {
  expect(evaluateText("parseCidr('10.144.0.0/20')")).toEqual({
    network: "10.144.0.0",
    netmask: "255.255.240.0",
    broadcast: "10.144.15.255",
    firstUsable: "10.144.0.1",
    lastUsable: "10.144.15.254",
    cidr: 20,
  });
  expect(evaluateText("parseCidr('fdad:3236:5555::/48')")).toEqual({
    network: "fdad:3236:5555::",
    netmask: "ffff:ffff:ffff::",
    firstUsable: "fdad:3236:5555::",
    lastUsable: "fdad:3236:5555:ffff:ffff:ffff:ffff:ffff",
    cidr: 48,
  });
});

test.each([
  ["parseCidr('192.168.1.100/24').network", '"192.168.1.0"'],
  ["parseCidr('192.168.1.100/32').lastUsable", '"192.168.1.100"'],
  ["parseCidr('0.0.0.0/0').netmask", '"0.0.0.0"'],
  ["parseCidr('0.0.0.0/0').lastUsable", '"255.255.255.254"'],
  ["cidrSubnet('10.144.0.0/20', 24, 0)", '"10.144.0.0/24"'],
  ["cidrSubnet('10.144.0.0/20', 24, 4)", '"10.144.4.0/24"'],
  ["cidrSubnet('10.144.0.0/20', 24, 15)", '"10.144.15.0/24"'],
  ["cidrSubnet('10.144.0.0/20', 20, 0)", '"10.144.0.0/20"'],
  ["cidrSubnet('0.0.0.0/0', 32, 4294967295)", '"255.255.255.255/32"'],
  ["cidrSubnet('fdad:3236:5555::/48', 52, 1)", '"fdad:3236:5555:1000::/52"'],
  ["cidrSubnet('fdad:3236:5555::/48', 52, 4)", '"fdad:3236:5555:4000::/52"'],
  ["cidrHost('10.144.3.0/24', 0)", '"10.144.3.1"'],
  ["cidrHost('10.144.3.0/24', 253)", '"10.144.3.254"'],
  ["cidrHost('10.0.0.0/16', 255)", '"10.0.1.0"'],
  ["cidrHost('fdad:3236:5555:3000::/52', 0)", '"fdad:3236:5555:3000::1"'],
  ["cidrHost('fdad:3236:5555:3000::/52', 4)", '"fdad:3236:5555:3000::5"'],
  ["cidrSubnet('10.144.0.0/20', 24, 16)", "! cidrSubnet(): there is no range 16: the count is 16"],
  ["cidrSubnet('10.144.0.0/20', 24, -1)", "! cidrSubnet(): there is no range -1: the count is 16"],
  ["cidrSubnet('10.144.0.0/20', 16, 0)", "! cidrSubnet(): length 16 is not between 20 and 32"],
  ["cidrSubnet('10.144.0.0/20', 33, 0)", "! cidrSubnet(): length 33 is not between 20 and 32"],
  ["cidrHost('10.144.3.0/24', 254)", "! cidrHost(): there is no host 254: the range has 254"],
  ["cidrHost('10.144.3.0/24', -1)", "! cidrHost(): there is no host -1: the range has 254"],
  ["cidrHost('10.144.3.0/32', 0)", "! cidrHost(): there is no host 0: the range has none"],
  [
    "parseCidr('192.168.1/24')",
    "! parseCidr(): argument 1 is no address range such as 10.0.0.0/24",
  ],
  ["parseCidr('192.168.1.0')", "! parseCidr(): argument 1 is no address range such as 10.0.0.0/24"],
  ["cidrSubnet(x(), 24, 0)", '{"$unknown":"cidrSubnet(x, 24, 0)"}'],
])("%s = %s", (expression, want) => {
  expect(showText(expression)).toBe(want);
});

test("the subnets of a range tile it", () => {
  const cut = fc.tuple(
    fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    fc.nat({ max: 32 }),
    fc.nat({ max: 6 }),
  );
  fc.assert(
    fc.property(cut, ([bits, length, more]) => {
      const longer = Math.min(32, length + more);
      const quad = [24, 16, 8, 0].map((shift) => (bits >>> shift) & 0xff).join(".");
      const count = 2 ** (longer - length);
      const texts = evaluateText(
        `map(range(0, ${count}), lambda('i', cidrSubnet('${quad}/${length}', ${longer}, lambdaVariables('i'))))`,
      ) as readonly string[];
      const prefixes = texts.map((text) => parsePrefix(text)!);
      const set = prefixSet(prefixes);
      const whole = parsePrefix(
        evaluateText(`cidrSubnet('${quad}/${length}', ${length}, 0)`) as string,
      )!;
      expect(coversPrefix(set, whole)).toBe(true);
      expect(setSize(set)).toBe(setSize(prefixSet([whole])));
      expect(new Set(texts).size).toBe(count);
    }),
    { numRuns: 100 },
  );
});
