import { expect, test } from "vitest";
import { parseEndpoint } from "./endpoint-text.ts";

const nic =
  "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/nic-web";

test.each([
  // Addresses.
  ["10.1.0.4:443/tcp", "10.1.0.4", 443, "tcp"],
  ["10.1.0.4:53/UDP", "10.1.0.4", 53, "udp"],
  ["10.1.0.4/icmp", "10.1.0.4", undefined, "icmp"],
  ["[fd00::4]:443/tcp", "fd00::4", 443, "tcp"],
  ["[fd00::4]:8443", "fd00::4", 8443, "tcp"],
  ["[fd00::4]/udp", "fd00::4", "443 assumed", "udp"],
  // Without brackets all colons belong to the address.
  ["fd00::4:443", "fd00::4:443", "443 assumed", "tcp"],
  ["fd00::4/icmp", "fd00::4", undefined, "icmp"],
  // Names.
  ["nic-web", "nic-web", "443 assumed", "tcp"],
  [" nic-web:1433 ", "nic-web", 1433, "tcp"],
  ["kms.core.windows.net:1688", "kms.core.windows.net", 1688, "tcp"],
  ["Storage.WestEurope/udp", "Storage.WestEurope", "443 assumed", "udp"],
  ["nic-web/esp", "nic-web", undefined, "esp"],
  // Subnets.
  ["hub/web", "hub/web", "443 assumed", "tcp"],
  ["hub/web:22", "hub/web", 22, "tcp"],
  ["hub/web:53/udp", "hub/web", 53, "udp"],
  ["hub/tcp/tcp", "hub/tcp", "443 assumed", "tcp"],
  ["hub/tcpdump", "hub/tcpdump", "443 assumed", "tcp"],
  // Ids.
  [nic, nic, "443 assumed", "tcp"],
  [`${nic}:22`, nic, 22, "tcp"],
  [`${nic}:22/udp`, nic, 22, "udp"],
  [`${nic}/icmp`, nic, undefined, "icmp"],
  [`${nic}:a`, `${nic}:a`, "443 assumed", "tcp"],
  [`${nic}:a:22`, `${nic}:a`, 22, "tcp"],
])("%s is %s, port %s, %s", (text, name, port, protocol) => {
  const result = parseEndpoint(text);
  expect(result).toEqual({
    kind: "endpoint",
    endpoint: {
      name,
      protocol,
      port: typeof port === "string" ? 443 : port,
      isPortAssumed: typeof port === "string",
    },
  });
});

test.each([
  ["", "empty", ""],
  ["  ", "empty", "  "],
  [":443", "empty", ":443"],
  ["10.1.0.4:65536", "portRange", "65536"],
  ["name:0/udp", "portRange", "0"],
  ["name:http", "portText", "http"],
  ["name:", "portText", ""],
  ["name:80-90/tcp", "portText", "80-90"],
  ["10.1.0.4:8/icmp", "portUnused", "icmp"],
  ["name:500/esp", "portUnused", "esp"],
  ["10.1.0.4/tpc", "protocolUnknown", "tpc"],
  ["name:443/upd", "protocolUnknown", "upd"],
  ["[fd00::4]:443/tpc", "protocolUnknown", "tpc"],
  ["10.1.0.0/24", "prefix", "10.1.0.0/24"],
  ["fd00::/64", "prefix", "fd00::/64"],
  ["[fd00::4", "brackets", "[fd00::4"],
  ["[10.1.0.4]:443", "brackets", "[10.1.0.4]:443"],
  ["[fd00::4]443", "brackets", "[fd00::4]443"],
])("'%s' is refused: %s '%s'", (text, reason, part) => {
  expect(parseEndpoint(text)).toEqual({ kind: "invalid", reason, part });
});
