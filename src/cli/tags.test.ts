import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli, tagFile, withDataFolder } from "../../test/run-cli.ts";
import { findSharedFile } from "../../test/shared-file.ts";

const tags = (line: string) =>
  runCli(`tags ${line} --service-tags ${tagFile}`, { environment: { TRUEROUTE_DATA: "/none" } });

test("an address is answered with its tags, longest prefix first", async () => {
  expect(await tags("20.150.74.9")).toEqual({
    code: 0,
    stdout: [
      "Address      Tag                    Prefix          Region      System Service",
      "-----------  ---------------------  --------------  ----------  ----------------",
      "20.150.74.9  Storage.WestEurope     20.150.74.0/24  westeurope  AzureStorage",
      `20.150.74.9  AzureCloud.westeurope  20.150.74.0/24  westeurope  ${" ".repeat(16)}`,
      `20.150.74.9  AzureCloud             20.150.74.0/24              ${" ".repeat(16)}`,
      "20.150.74.9  Storage                20.150.0.0/17               AzureStorage",
      "",
    ].join("\n"),
    stderr: "",
  });
});

test("addresses and prefixes may be asked together", async () => {
  const { stdout } = await tags(
    "2603:1020:207::1 13.69.0.0/18 -o json --query value[].[address,tags[0].tag]",
  );
  expect(JSON.parse(stdout)).toEqual([
    ["2603:1020:207::1", "Storage.WestEurope"],
    ["13.69.0.0/18", "AzureCloud.westeurope"],
  ]);
});

test("an address that no tag holds is said so, and is an answer", async () => {
  expect(await tags("10.0.0.1")).toEqual({
    code: 0,
    stdout: "",
    stderr: "no service tag of change number 398 holds 10.0.0.1\n",
  });
  expect((await tags("10.0.0.1 -q")).stderr).toBe("");
});

test("a tag is answered with its prefixes, in any spelling", async () => {
  const { stdout } = await tags("storage.centralfrance -o tsv");
  expect(stdout).toMatch(/^(Storage\.FranceCentral\t[\d.:a-f]+\/\d+\n)+$/);
  const { stdout: json } = await tags("AzureCloud.FranceCentral -o json");
  expect(JSON.parse(json)).toMatchObject({
    changeNumber: 398,
    value: [{ tag: "AzureCloud.centralfrance", kind: "regional", region: "francecentral" }],
  });
});

// Each row: what was asked, and what is said.
const refused = [
  [
    "Storage.WestEurop",
    "is neither an address nor a service tag of change number 398\n  fix: Did you mean 'Storage.WestEurope'",
  ],
  [
    "20.150.74.0/16",
    "'20.150.74.0/16' has host bits set\n  fix: Write 20.150.0.0/16 if that is what is meant.",
  ],
  ["20.150.74", "'20.150.74' is not an address or prefix: "],
  ["300.1.1.1", "octet 300 is not between 0 and 255"],
  ["20.150.74.9 Storage", "addresses and service tags cannot be looked up in one run"],
  ["list --region francecentrall", "fix: Did you mean 'francecentral'?"],
  ["list --service Storag", "fix: Did you mean 'Storage'"],
] as const;

test.each(refused)("tags %s is refused", async (line, said) => {
  const { code, stdout, stderr } = await tags(line);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(said);
});

test("the list is narrowed by service and region", async () => {
  const { stdout } = await tags("list --service storage -o json --query value[].tag");
  expect(JSON.parse(stdout)).toEqual([
    "Storage",
    "Storage.EastUS",
    "Storage.FranceCentral",
    "Storage.NorthEurope",
    "Storage.WestEurope",
    "Storage.WestUS",
  ]);
  const both = await tags("list --service AzureStorage --region CentralFrance -o tsv");
  expect(both.stdout).toMatch(
    /^Storage\.FranceCentral\tregional\tfrancecentral\tAzureStorage\t\d+\tAPI NSG UDR FW\n$/,
  );
});

test("options may stand before or after the word list", async () => {
  const before = await runCli(`tags -o tsv --service-tags ${tagFile} list --region eastus`);
  expect(before).toEqual(await tags("list --region eastus -o tsv"));
  expect(before.stdout).toContain("Sql.EastUS");
});

const editions = (name: string, changeNumber: number, prefixes: readonly string[]) => ({
  name,
  text: JSON.stringify({
    changeNumber,
    cloud: "Public",
    values: [{ name: "Storage", properties: { addressPrefixes: prefixes } }],
  }),
});

test("nothing installed, then installed, then replaced, then compared", () =>
  withDataFolder(async (folder) => {
    const environment = { TRUEROUTE_DATA: folder };
    const run = (line: string) => runCli(line, { environment });
    const none = await run("tags");
    expect(none).toMatchObject({ code: 0, stdout: "" });
    expect(none.stderr).toContain("no service-tag file is installed");
    const asked = await run("tags 1.2.3.4");
    expect(asked.code).toBe(2);
    expect(asked.stderr).toContain("fix: Download Microsoft's file from https://www.microsoft.com");

    const [first, second] = [
      editions("ServiceTags_Public_20261109.json", 7, ["1.0.0.0/8", "2.0.0.0/8"]),
      editions("ServiceTags_Public_20261116.json", 8, ["1.0.0.0/8", "3.0.0.0/8"]),
    ];
    for (const { name, text } of [first, second]) writeFileSync(join(folder, name), text);
    const installed = await run(`tags update --file ${join(folder, first.name)} -o json`);
    expect(installed).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(installed.stdout).value).toMatchObject([
      { changeNumber: 7, date: "2026-11-09", dateFrom: "fileName", tags: 1, prefixes: 2 },
    ]);
    const diffTooEarly = await run("tags diff");
    expect(diffTooEarly.stderr).toContain("no earlier edition was kept");
    const replaced = await run(`tags update --file ${join(folder, second.name)}`);
    expect(replaced.stderr).toBe("replaced change number 7 (2026-11-09)\n");

    expect((await run("tags -o json --query value[].changeNumber")).stdout).toBe(
      "[\n  8,\n  7\n]\n",
    );
    const diff = await run("tags diff -o tsv");
    expect(diff).toEqual({
      code: 0,
      stdout: "Storage\t-\t2.0.0.0/8\nStorage\t+\t3.0.0.0/8\n",
      stderr:
        "change number 7 (2026-11-09) -> change number 8 (2026-11-16): " +
        "0 tags added, 0 removed, 1 changed; 1 prefixes added, 1 removed\n",
    });
    expect((await run("tags 3.1.2.3 -o tsv")).stdout).toBe("3.1.2.3\tStorage\t3.0.0.0/8\t\t\n");
    const older = await run(`tags update --file ${join(folder, first.name)}`);
    expect(older.stderr).toBe("replaced the newer change number 8 (2026-11-16)\n");
  }));

test("what is odd in a file is said, and the rest is installed", () =>
  withDataFolder(async (folder) => {
    const file = join(folder, "odd.json");
    writeFileSync(file, editions("odd", 1, ["1.0.0.0/8", "1.0.0.1/8"]).text);
    const environment = { TRUEROUTE_DATA: folder };
    const { code, stderr } = await runCli(`tags update --file ${file} -o none`, { environment });
    expect(code).toBe(0);
    expect(stderr).toBe(
      "warning: '1.0.0.1/8' has host bits set, and was left out (/values/0/properties/addressPrefixes/1)\n",
    );
  }));

test("a file that is none is refused, and what is installed stays", () =>
  withDataFolder(async (folder) => {
    const environment = { TRUEROUTE_DATA: folder };
    copyFileSync(tagFile, join(folder, "good.json"));
    await runCli(`tags update --file ${join(folder, "good.json")}`, { environment });
    writeFileSync(join(folder, "bad.json"), readFileSync(tagFile, "utf8").slice(0, 900));
    const { code, stderr } = await runCli(`tags update --file ${join(folder, "bad.json")}`, {
      environment,
    });
    expect(code).toBe(2);
    expect(stderr).toContain("its end is missing; the download was cut short");
    expect((await runCli("tags -o tsv", { environment })).stdout).toContain("current\t398");
  }));

const older = findSharedFile("data/ServiceTags_Public_cn279.json");
const newer = findSharedFile("data/ServiceTags_Public_cn398.json");

test.skipIf(older === undefined || newer === undefined)("two whole editions are compared", () =>
  withDataFolder(async (folder) => {
    const line = ["tags", "diff", older!, newer!, "-o", "none"];
    const { code, stderr } = await runCli(line, { environment: { TRUEROUTE_DATA: folder } });
    expect(code).toBe(0);
    expect(stderr).toContain("715 tags added, 71 removed, 1457 changed");
  }),
);
