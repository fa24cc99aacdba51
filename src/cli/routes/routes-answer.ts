import type {
  AzureHubRow,
  AzureRow,
  ExplainedHubRow,
  ExplainedRow,
} from "../../report/routes/index.ts";
import type { Answer } from "../answer/print-answer.ts";
import type { ListAnswer, ListItem } from "../answer/print-list.ts";
import { formatTable, type Table } from "../answer/table.ts";
import type { TargetRows } from "./target-rows.ts";

/** How rows are shown. */
export interface RoutesForm {
  readonly isExplained: boolean;
}

/** The answer for one target: Azure's own document, `{ "value": [...] }`. */
export function routesAnswer(target: TargetRows, form: RoutesForm): Answer {
  return {
    json: () => ({ value: rowsIn(target) }),
    table: () => wholeTable(target, form),
    text: () => textOf(target, form),
  };
}

/** What a list of targets holds. */
export interface RoutesList {
  /** Computed one by one. */
  readonly targets: Iterable<TargetRows>;
  /** Whether virtual hubs may be among them, whose rows have other columns. */
  readonly hasHubs: boolean;
}

/** The answer for several targets: `{ "targets": [{ "id", "name", "kind", "value" }] }`. */
export function routesList({ targets, hasHubs }: RoutesList, form: RoutesForm): ListAnswer {
  const columns = [
    "Target",
    ...new Set([...nicColumns(form), ...(hasHubs ? hubColumns(form) : [])]),
  ];
  return { name: "targets", columns, items: itemsOf(targets, columns, form) };
}

function* itemsOf(
  targets: Iterable<TargetRows>,
  columns: readonly string[],
  form: RoutesForm,
): Iterable<ListItem> {
  for (const target of targets) {
    yield {
      json: () => documentOf(target),
      text: () => `${target.name} (${target.kindWord})\n${textOf(target, form)}`,
      rows: () => tablesOf(target, form).flatMap((one) => rowsUnder(columns, one)),
    };
  }
}

function rowsUnder(
  [, ...columns]: readonly string[],
  { name, table }: NamedTable,
): readonly (readonly string[])[] {
  const places = columns.map((column) => table.columns.indexOf(column));
  return table.rows.map((row) => [name, ...places.map((at) => row[at] ?? "")]);
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

function textOf(target: TargetRows, form: RoutesForm): string {
  if (target.kind === "nic") return formatTable(nicTable(target.rows, form));
  return target.tables
    .map(
      ({ name, rows }) =>
        `${name}\n${rows.length === 0 ? "(no routes)\n" : formatTable(hubTable(rows, form))}`,
    )
    .join("\n");
}

interface NamedTable {
  readonly name: string;
  readonly table: Table;
}

// A hub with several tables needs a column that tells them apart.
function wholeTable(target: TargetRows, form: RoutesForm): Table {
  const tables = tablesOf(target, form);
  const [first] = tables;
  if (first === undefined) return { columns: [], rows: [] };
  if (tables.length === 1) return first.table;
  const columns = ["Target", ...first.table.columns];
  return { columns, rows: tables.flatMap((one) => rowsUnder(columns, one)) };
}

function tablesOf(target: TargetRows, form: RoutesForm): readonly NamedTable[] {
  if (target.kind === "nic") return [{ name: target.name, table: nicTable(target.rows, form) }];
  return target.tables.map(({ name, rows }) => ({
    name: `${target.name}/${name}`,
    table: hubTable(rows, form),
  }));
}

function nicColumns({ isExplained }: RoutesForm): readonly string[] {
  const columns = ["Source", "State", "Address Prefix", "Next Hop Type", "Next Hop IP"];
  return isExplained ? [...columns, "Because", "Rules", "From"] : columns;
}

function hubColumns({ isExplained }: RoutesForm): readonly string[] {
  const columns = ["AddressPrefixes", "AsPath", "NextHopType", "NextHops", "RouteOrigin"];
  return isExplained ? [...columns, "Rules", "From"] : columns;
}

function nicTable(rows: readonly (AzureRow | ExplainedRow)[], form: RoutesForm): Table {
  return {
    columns: nicColumns(form),
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

function hubTable(rows: readonly (AzureHubRow | ExplainedHubRow)[], form: RoutesForm): Table {
  return {
    columns: hubColumns(form),
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
