import type { AzureHubRow, AzureRow, ExplainedHubRow, ExplainedRow } from "../../report/index.ts";
import type { Answer } from "../answer/print-answer.ts";
import { formatTable, type Table } from "../answer/table.ts";
import type { TargetRows } from "./target-rows.ts";

/** How rows are shown. */
export interface RoutesForm {
  readonly isExplained: boolean;
  /** Whether a list of targets was asked for, also when it has one element. */
  readonly isList: boolean;
}

/**
 * The answer of `trueroute routes`.
 *
 * One target gives Azure's own document, `{ "value": [...] }`; several give `{ "targets": [{ "id", "name", "kind", "value" }] }`.
 */
export function routesAnswer(targets: readonly TargetRows[], form: RoutesForm): Answer {
  const [only] = targets;
  const isSingle = targets.length === 1 && !form.isList && only !== undefined;
  return {
    json: () => (isSingle ? { value: rowsIn(only) } : { targets: targets.map(documentOf) }),
    table: () => wholeTable(targets, form),
    text: () =>
      isSingle ? textOf(only, form) : targets.map((one) => withHeading(one, form)).join("\n"),
  };
}

function rowsIn(target: TargetRows): readonly object[] {
  if (target.kind === "nic") return target.rows;
  const [only, ...others] = target.tables;
  // A hub with one table answers as az does; with several, each row says of which table it is.
  if (only !== undefined && others.length === 0) return only.rows;
  return target.tables.flatMap(({ name, rows }) =>
    rows.map((row) => ({ routeTable: name, ...row })),
  );
}

function documentOf(target: TargetRows): object {
  const { id, name, kindWord } = target;
  return { id, name, kind: kindWord, value: rowsIn(target) };
}

function withHeading(target: TargetRows, form: RoutesForm): string {
  return `${target.name} (${target.kindWord})\n${textOf(target, form)}`;
}

function textOf(target: TargetRows, form: RoutesForm): string {
  if (target.kind === "nic") return formatTable(nicTable(target.rows, form));
  return target.tables
    .map(
      ({ name, rows }) =>
        `${name}\n${rows.length === 0 ? "(no routes)\n" : formatTable(hubTable(rows, form))}`,
    )
    .join("\n");
}

// One table for all targets, for formats that cannot have headings between tables.
function wholeTable(targets: readonly TargetRows[], form: RoutesForm): Table {
  const tables = targets.flatMap((target) => tablesOf(target, form));
  const [first] = tables;
  if (first === undefined) return { columns: [], rows: [] };
  if (tables.length === 1) return first.table;
  const columns = [...new Set(tables.flatMap(({ table }) => table.columns))];
  return {
    columns: ["Target", ...columns],
    rows: tables.flatMap(({ name, table }) =>
      table.rows.map((row) => [
        name,
        ...columns.map((column) => row[table.columns.indexOf(column)] ?? ""),
      ]),
    ),
  };
}

function tablesOf(target: TargetRows, form: RoutesForm): readonly { name: string; table: Table }[] {
  if (target.kind === "nic") return [{ name: target.name, table: nicTable(target.rows, form) }];
  return target.tables.map(({ name, rows }) => ({
    name: `${target.name}/${name}`,
    table: hubTable(rows, form),
  }));
}

function nicTable(rows: readonly (AzureRow | ExplainedRow)[], { isExplained }: RoutesForm): Table {
  const columns = ["Source", "State", "Address Prefix", "Next Hop Type", "Next Hop IP"];
  return {
    columns: isExplained ? [...columns, "Because", "Rules", "From"] : columns,
    rows: rows.map((row) => [
      row.source,
      row.state,
      row.addressPrefix.join(" "),
      row.nextHopType,
      row.nextHopIpAddress.join(" "),
      ...("explain" in row ? explainCells(row) : []),
    ]),
  };
}

function explainCells({ explain }: ExplainedRow): readonly string[] {
  const { because, overriddenBy, rules, confidence, from } = explain;
  const lost = overriddenBy === undefined ? "" : `; overridden: ${overriddenBy.because}`;
  return [`${because}${lost}`, `${rules.join(" ")} (${confidence})`, fromText(from)];
}

function fromText({ id, pointer }: ExplainedRow["explain"]["from"]): string {
  return pointer === "" ? id : `${id} ${pointer}`;
}

function hubTable(
  rows: readonly (AzureHubRow | ExplainedHubRow)[],
  { isExplained }: RoutesForm,
): Table {
  const columns = ["AddressPrefixes", "AsPath", "NextHopType", "NextHops", "RouteOrigin"];
  return {
    columns: isExplained ? [...columns, "Rules", "From"] : columns,
    rows: rows.map((row) => [
      row.addressPrefixes.join(" "),
      row.asPath,
      row.nextHopType,
      row.nextHops.map(lastSegment).join(" "),
      lastSegment(row.routeOrigin),
      ...("explain" in row ? [row.explain.rules.join(" "), fromText(row.explain.from)] : []),
    ]),
  };
}

function lastSegment(id: string): string {
  return id.split("/").at(-1) ?? id;
}
