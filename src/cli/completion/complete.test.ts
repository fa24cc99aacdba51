import { expect, test } from "vitest";
import { createTestIo, runCli, tagFile, withDataFolder } from "../../../test/run-cli.ts";
import { createConversation } from "../conversation.ts";
import { listEnds, listTargets } from "./targets.ts";

const environment = { TRUEROUTE_DATA: "/none", TRUEROUTE_SNAPSHOT: "/home/me/estate.json" };

/** Completes the last of some words; gives the candidates without their meanings. */
async function complete(...words: readonly string[]): Promise<readonly string[]> {
  const before = words.slice(0, -1);
  const argv = ["__complete", "--", ...before, `:${words.at(-1) ?? ""}`];
  const { code, stdout } = await runCli(argv, { environment });
  expect(code).toBe(0);
  return stdout.split("\n").flatMap((line) => (line === "" ? [] : [line.split("\t")[0] ?? ""]));
}

// Each row: the words of a command line, the last one being typed, and what is offered.
const lines: readonly [readonly string[], readonly string[]][] = [
  [["ta"], ["tags"]],
  [["comp"], ["completion"]],
  [["tags", "u"], ["update"]],
  [["tags", "list", "--re"], ["--region"]],
  [
    ["tags", "list", "--region", "franc"],
    ["francecentral", "francesouth"],
  ],
  [
    ["tags", "-o", "js"],
    ["json", "jsonc"],
  ],
  [
    ["tags", "--output=js"],
    ["--output=json", "--output=jsonc"],
  ],
  [
    ["tags", "--output", "=", "ya"],
    ["yaml", "yamlc"],
  ],
  [
    ["tags", "--output", "="],
    ["table", "json", "jsonc", "tsv", "yaml", "yamlc", "csv", "md", "none"],
  ],
  [
    ["tags", "diff", ""],
    ["current", "previous", ":files"],
  ],
  [["tags", "update", "--file", ""], [":files"]],
  [["verify", "a.json", ""], [":files"]],
  [["replay", ""], [":files"]],
  [["snap"], ["snapshot"]],
  [["snapshot", "--mode", "co"], ["complete"]],
  [["snapshot", "--assume", ""], ["defaults"]],
  [["snapshot", "--parameters", ""], [":files"]],
  [
    ["snapshot", "--location", "franc"],
    ["francecentral", "francesouth"],
  ],
  [
    ["reach", ""],
    ["internet", ":files"],
  ],
  [["trace", "internet", ""], ["internet"]],
  [["chec"], ["check"]],
  [
    ["check", "--fail-on", "n"],
    ["none", "never"],
  ],
  [["check", "--only", "priv"], ["privateEndpoint"]],
  [["check", "--only", "info,next"], ["info,nextHop"]],
  [["check", "--skip", "tr701"], ["TR701"]],
  [["check", "--baseline", ""], [":files"]],
  [["check", "--write", "sa"], ["sarif="]],
  [["check", "--write", "sarif", "=", ""], [":files"]],
  [["fix", "--write", ""], [":files"]],
  [["check", "-o", "sa"], ["sarif"]],
  [["check", "--no-"], ["--no-suppressions"]],
  [["reach", "-o", "ju"], ["junit"]],
  [
    ["completion", ""],
    ["bash", "zsh", "fish", "powershell"],
  ],
  [["completion", "bash", ""], []],
  [["behavior", "ECMP"], ["ecmpRows"]],
  [["behavior", "ecmpRows", "seB"], ["seBeatsLongerUdr"]],
  [["tags", "--query", ""], []],
  [["nosuch", "x"], []],
];

test.each(lines)("%j offers %j", async (words, candidates) => {
  expect(await complete(...words)).toEqual(candidates);
});

test("the hidden command is not offered", async () => {
  const offered = await complete("");
  expect(offered).toEqual(expect.arrayContaining(["tags", "behavior", "completion"]));
  expect(offered).not.toContain("__complete");
});

test("candidates carry their meaning", async () => {
  const { stdout } = await runCli(["__complete", "--", ":beh"], { environment });
  expect(stdout).toBe("behavior\tlist the switches for what Azure leaves open\n");
});

test("tag names are offered from the installed file", () =>
  withDataFolder(async (folder) => {
    const setting = { environment: { TRUEROUTE_DATA: folder } };
    await runCli(`tags update --file ${tagFile}`, setting);
    const { stdout } = await runCli(["__complete", "--", "tags", ":storage.w"], setting);
    expect(stdout).toBe("Storage.WestEurope\t\nStorage.WestUS\t\n");
  }));

test.each(["bash", "zsh", "fish", "powershell"])(
  "the %s script asks the hidden command",
  async (shell) => {
    const { code, stdout, stderr } = await runCli(`completion ${shell}`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("trueroute __complete");
  },
);

const estate = JSON.stringify([
  { type: "Microsoft.Network/networkInterfaces", name: "nic-web", properties: {} },
  {
    type: "Microsoft.Network/virtualNetworks",
    name: "hub",
    properties: { subnets: [{ name: "web" }, {}] },
  },
  { type: "Microsoft.Network/virtualNetworks/subnets", name: "hub/GatewaySubnet", properties: {} },
  { type: "Microsoft.Network/virtualNetworkGateways", name: "hub-vpn", properties: {} },
  { type: "Microsoft.Compute/virtualMachines", name: "vm", properties: {} },
  { type: "Microsoft.Network/privateEndpoints", name: "pe", properties: {} },
  { type: "Trueroute/onPremisesSites", name: "dc1", properties: { hosts: [{ name: "pc" }] } },
]);

test("targets are the names of a snapshot, from -s or from the environment", async () => {
  const files = {
    nodes: { "/home/me/estate.json": estate, "/home/me/large.json": " ".repeat(5 * 2 ** 20) },
  };
  const { io } = createTestIo({ files, environment });
  const session = { io, options: {}, conversation: createConversation(io, {}) };
  // In the order of the ids.
  const targets = ["nic-web", "hub-vpn", "hub/web", "hub/GatewaySubnet"];
  expect(await listTargets(session, [])).toEqual(targets);
  const ends = [
    "nic-web",
    "pe",
    "hub-vpn",
    "hub/web",
    "hub/GatewaySubnet",
    "dc1",
    "pc",
    "internet",
  ];
  expect(await listEnds(session, [])).toEqual(ends);
  expect(await listTargets(session, ["estate.json"])).toEqual(targets);
  expect(await listTargets(session, ["large.json"])).toEqual([]);
  expect(await listTargets(session, ["none.json", "-"])).toEqual([]);
});
