import { expectDiagnostics } from "../../test/expect-diagnostics.ts";
import { network, nic } from "../../test/resources.ts";

const plain = network("v", "10.0.0.0/16", { subnets: { a: "10.0.0.0/24" } });

// SYS-8, SYS-9, ERR-20, ERR-21.
expectDiagnostics([
  ["a sound network is silent", [plain], []],
  ["a network without prefixes", [network("v", "")], ["address-space-empty virtualNetworks/v"]],
  [
    "a network in link-local space",
    [network("v", "169.254.0.0/24")],
    ["address-space-banned virtualNetworks/v#/addressSpace/addressPrefixes/0"],
  ],
  [
    "a network around a banned address",
    [network("v", "168.0.0.0/8")],
    ["address-space-banned virtualNetworks/v#/addressSpace/addressPrefixes/0"],
  ],
  [
    "a subnet without prefixes",
    [network("v", "10.0.0.0/16", { subnets: { a: {} } })],
    ["subnet-prefix-missing virtualNetworks/v#/subnets/0"],
  ],
  [
    "a subnet outside the address space",
    [network("v", "10.0.0.0/16", { subnets: { a: "10.1.0.0/24" } })],
    ["subnet-outside-space virtualNetworks/v#/subnets/0/addressPrefix"],
  ],
  [
    "subnets that overlap",
    [network("v", "10.0.0.0/16", { subnets: { a: "10.0.0.0/24", b: "10.0.0.128/25" } })],
    ["subnet-overlap virtualNetworks/v#/subnets/1"],
  ],
  ["a /29 is allowed", [network("v", "10.0.0.0/16", { subnets: { a: "10.0.0.0/29" } })], []],
  [
    "a /30 is not",
    [network("v", "10.0.0.0/16", { subnets: { a: "10.0.0.0/30" } })],
    ["subnet-size virtualNetworks/v#/subnets/0/addressPrefix"],
  ],
  [
    "an IPv6 subnet is a /64",
    [network("v", "fd00::/48", { subnets: { a: "fd00::/64", b: "fd00:0:0:1::/65" } })],
    ["subnet-size virtualNetworks/v#/subnets/1/addressPrefix"],
  ],
]);

// Addresses of interfaces.
expectDiagnostics([
  ["an address inside", [plain, nic("n", "v/subnets/a", "10.0.0.4")], []],
  [
    "an address outside its subnet",
    [plain, nic("n", "v/subnets/a", "10.0.1.4")],
    ["address-outside-subnet networkInterfaces/n#/ipConfigurations/0"],
  ],
  [
    "an address used twice",
    [plain, nic("m", "v/subnets/a", "10.0.0.4"), nic("n", "v/subnets/a", "10.0.0.4")],
    ["address-duplicate networkInterfaces/n#/ipConfigurations/0"],
  ],
  [
    "the same address in two networks",
    [
      plain,
      network("w", "10.0.0.0/16", { subnets: { a: "10.0.0.0/24" } }),
      nic("m", "v/subnets/a", "10.0.0.4"),
      nic("n", "w/subnets/a", "10.0.0.4"),
    ],
    [],
  ],
]);
