import type { CapturedRoute, UncomparedKind } from "../../arm/index.ts";
import type { AzureHubRow, ExplainedRow } from "../../report/routes/index.ts";
import { type CaptureResult, isAgreement, type Verification } from "../../verify/index.ts";
import type { Table } from "../answer/table.ts";

type Row = Pick<
  CapturedRoute,
  "source" | "state" | "addressPrefix" | "nextHopType" | "nextHopIpAddress"
>;

/** The JSON answer of `trueroute verify`. */
export function verificationDocument({ results, agrees, remedy }: Verification): object {
  return {
    agrees,
    ...(remedy === undefined ? {} : { agreesWith: remedy }),
    captures: results.map(resultDocument),
  };
}

function resultDocument(result: CaptureResult): object {
  const { file, pointer } = result.capture.place;
  const where = { file, pointer };
  if (result.kind === "hubCompared") return { ...where, ...hubDocument(result) };
  if (result.kind !== "compared") {
    const agrees = result.kind === "uncompared" ? null : false;
    return { ...where, agrees, problem: problemOf(result) };
  }
  const { about, comparison, taken } = result;
  return {
    ...where,
    about,
    agrees: isAgreement(result),
    rows: comparison.agreed + comparison.missing.length,
    agreed: comparison.agreed,
    takenFromCapture: taken,
    capturedOnly: comparison.missing.map(plainRow),
    oursOnly: comparison.extra.map((row) => ({ ...plainRow(row), explain: row.explain })),
    approximate: comparison.approximate.map(({ row, onlyCaptured, onlyOurs }) => ({
      nextHopType: row.nextHopType,
      prefixes: row.addressPrefix.length,
      onlyCaptured,
      onlyOurs,
    })),
  };
}

function hubDocument(result: HubResult): object {
  const { about, comparison } = result;
  return {
    about,
    agrees: isAgreement(result),
    rows: comparison.agreed + comparison.missing.length,
    agreed: comparison.agreed,
    capturedOnly: comparison.missing.map(plainHubRow),
    oursOnly: comparison.extra.map((row) => ({ ...plainHubRow(row), explain: row.explain })),
  };
}

type HubResult = Extract<CaptureResult, { kind: "hubCompared" }>;

function plainHubRow(row: AzureHubRow): AzureHubRow {
  const { addressPrefixes, asPath, nextHopType, nextHops, routeOrigin } = row;
  return { addressPrefixes, asPath, nextHopType, nextHops, routeOrigin };
}

function plainRow({ source, state, addressPrefix, nextHopType, nextHopIpAddress }: Row): Row {
  return { source, state, addressPrefix, nextHopType, nextHopIpAddress };
}

function problemOf(result: CaptureResult): string {
  switch (result.kind) {
    case "unattributed":
      return result.capture.kind === "hubRoutes"
        ? "nothing says which route table it is about; give --about ID"
        : "nothing says which network interface it is about; give --about NIC";
    case "unknown":
      return `'${result.about}' is not in the snapshot`;
    case "uncompared":
      return `${uncomparedWords[result.capture.kind]} are not compared`;
    case "compared":
    case "hubCompared":
      return "";
  }
}

const uncomparedWords: Readonly<Record<UncomparedKind, string>> = {
  advertisedRoutes: "routes that are advertised to BGP peers",
  bgpPeers: "BGP sessions",
  circuitSummary: "BGP sessions of a circuit",
  circuitNeighbors: "ARP tables of a circuit",
  effectiveSecurityGroups: "effective security rules",
};

/** The rows of `-o tsv` and its like: one per row that differs. */
export function verificationTable({ results }: Verification): Table {
  return {
    columns: [
      "About",
      "Where",
      "Source",
      "State",
      "Address Prefix",
      "Next Hop Type",
      "Next Hop IP",
      "Rules",
    ],
    rows: results.flatMap((result) => {
      if (result.kind === "hubCompared") return hubTableRows(result);
      if (result.kind !== "compared") return [["", problemOf(result), "", "", "", "", "", ""]];
      const { missing, extra } = result.comparison;
      return [
        ...missing.map((row) => [result.about, "captured only", ...cells(row), ""]),
        ...extra.map((row) => [
          result.about,
          "ours only",
          ...cells(row),
          row.explain.rules.join(" "),
        ]),
      ];
    }),
  };
}

function hubTableRows({ about, comparison }: HubResult): readonly (readonly string[])[] {
  const row = (where: string, one: AzureHubRow, rules: readonly string[]): readonly string[] => [
    about,
    where,
    one.routeOrigin,
    "",
    shorten(one.addressPrefixes),
    one.nextHopType,
    one.nextHops.join(" "),
    rules.join(" "),
  ];
  return [
    ...comparison.missing.map((one) => row("captured only", one, [])),
    ...comparison.extra.map((one) => row("ours only", one, one.explain.rules)),
  ];
}

function cells({
  source,
  state,
  addressPrefix,
  nextHopType,
  nextHopIpAddress,
}: Row): readonly string[] {
  return [source, state, shorten(addressPrefix), nextHopType, nextHopIpAddress.join(" ")];
}

function shorten(prefixes: readonly string[]): string {
  return prefixes.length <= 3
    ? prefixes.join(" ")
    : `${prefixes[0]} and ${prefixes.length - 1} more`;
}

/**
 * The text of `trueroute verify`: one line a capture, each differing row with its reason, and what
 * would reconcile them.
 */
export function formatVerification(verification: Verification): string {
  const { results, remedy } = verification;
  return `${[...results.flatMap(resultLines), ...summaryLines(verification, remedy)].join("\n")}\n`;
}

function resultLines(result: CaptureResult): readonly string[] {
  if (result.kind === "hubCompared") return hubLines(result);
  if (result.kind !== "compared") {
    const mark = result.kind === "uncompared" ? " " : "?";
    return [`${mark} ${result.capture.place.file}: ${problemOf(result)}`];
  }
  const { about, comparison, taken } = result;
  const { agreed, missing, extra, approximate } = comparison;
  const name = about.split("/").at(-1) ?? about;
  const count = `${agreed} of ${agreed + missing.length} rows agree`;
  return [
    `${isAgreement(result) ? "=" : "!"} ${name}: ${count}${extra.length > 0 ? `, ${extra.length} more of ours` : ""}`,
    ...(taken.length === 0
      ? []
      : [
          `    its network is not in the snapshot: address space ${taken.join(" ")} taken from the capture`,
        ]),
    ...approximate.map(
      ({ row, onlyCaptured, onlyOurs }) =>
        `    ${row.nextHopType} row with ${row.addressPrefix.length} prefixes agrees but for ${onlyCaptured} captured only and ${onlyOurs} ours only`,
    ),
    ...missing.map((row) => `  - captured only: ${cells(row).join(" ")}`),
    ...extra.flatMap(extraLines),
  ];
}

function hubLines(result: HubResult): readonly string[] {
  const { about, comparison } = result;
  const { agreed, missing, extra } = comparison;
  const name = about.split("/").at(-1) ?? about;
  const more = extra.length > 0 ? `, ${extra.length} more of ours` : "";
  return [
    `${isAgreement(result) ? "=" : "!"} ${name}: ${agreed} of ${agreed + missing.length} rows agree${more}`,
    ...missing.map((row) => `  - captured only: ${hubCells(row)}`),
    ...extra.map((row) => `  + ours only:     ${hubCells(row)} (${row.explain.rules.join(", ")})`),
  ];
}

function hubCells({ addressPrefixes, asPath, nextHopType, nextHops }: AzureHubRow): string {
  const ends = nextHops.map((id) => id.split("/").at(-1) ?? id);
  return [shorten(addressPrefixes), nextHopType, ends.join(" "), asPath].filter(Boolean).join(" ");
}

function extraLines(row: ExplainedRow): readonly string[] {
  const { because, rules, confidence } = row.explain;
  return [
    `  + ours only:     ${cells(row).join(" ")}`,
    `      because ${because} (${rules.join(", ")}; ${confidence})`,
  ];
}

function summaryLines(
  { agrees, results }: Verification,
  remedy: readonly string[] | undefined,
): readonly string[] {
  const compared = results.filter(
    ({ kind }) => kind === "compared" || kind === "hubCompared",
  ).length;
  if (compared === 0) return ["nothing could be compared"];
  const lists =
    compared === 1 ? "the captured list agrees" : `all ${compared} captured lists agree`;
  if (agrees) return [lists];
  if (remedy !== undefined) return [`${lists} with --behavior ${remedy.join(" --behavior ")}`];
  if (!results.some(({ kind }) => kind === "compared")) return ["some rows differ"];
  const them = compared === 1 ? "it" : `all ${compared}`;
  return [`no setting of one or two switches makes ${them} agree`];
}
