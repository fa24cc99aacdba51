import type { CapturedRoute } from "../../arm/index.ts";
import type { ExplainedRow } from "../../report/index.ts";
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
  if (result.kind !== "compared") {
    return { ...where, agrees: false, problem: problemOf(result) };
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

function plainRow({ source, state, addressPrefix, nextHopType, nextHopIpAddress }: Row): Row {
  return { source, state, addressPrefix, nextHopType, nextHopIpAddress };
}

function problemOf(result: CaptureResult): string {
  switch (result.kind) {
    case "unattributed":
      return "nothing says which network interface it is about; give --about NIC";
    case "unknown":
      return `'${result.about}' is not in the snapshot`;
    case "compared":
      return "";
  }
}

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
  if (result.kind !== "compared") return [`? ${result.capture.place.file}: ${problemOf(result)}`];
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
  const compared = results.filter(({ kind }) => kind === "compared").length;
  if (compared === 0) return ["nothing could be compared"];
  const lists =
    compared === 1 ? "the captured list agrees" : `all ${compared} captured lists agree`;
  if (agrees) return [lists];
  if (remedy !== undefined) return [`${lists} with --behavior ${remedy.join(" --behavior ")}`];
  const them = compared === 1 ? "it" : `all ${compared}`;
  return [`no setting of one or two switches makes ${them} agree`];
}
