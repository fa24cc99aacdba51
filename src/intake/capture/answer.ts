import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { fieldOf, idOf, textOf } from "../field.ts";
import type { Reading } from "../reading.ts";
import type { Answer } from "./answer-list.ts";
import { circuitForm } from "./circuit-routes.ts";
import { effectiveForm } from "./effective-routes.ts";
import type { AnswerForm, AnswerKind } from "./form.ts";
import { hubForm } from "./hub-routes.ts";
import { learnedForm } from "./learned-routes.ts";
import { advertisedForm, otherForms } from "./uncompared.ts";

/**
 * Every form that an answer can have. Where the rows alone decide, the first form that they have
 * counts: advertised routes are learned ones but for what they lack.
 */
const forms: readonly AnswerForm[] = [
  effectiveForm,
  hubForm,
  advertisedForm,
  learnedForm,
  circuitForm,
  ...otherForms,
];

/**
 * Adds a captured answer, when the list is one; `false` when it is not.
 *
 * The kind of an answer says `kind` beside the rows, else the name of the file
 * (`NAME.advertised-routes.json`), else the rows themselves: some row has the form, and no row is a
 * resource. An empty list tells nothing by itself and is an answer only where the text, the file or
 * the caller says what it is about.
 */
export function readAnswer(reading: Reading, answer: Answer): boolean {
  const { rows } = answer;
  if (rows.some(isResource)) return false;
  const name = nameOfFile(reading.file);
  const told = formOf(textOf(answer.holder ?? {}, "kind")) ?? name?.form;
  const about = findSubject(reading, answer) ?? name?.name;
  const form = rows.length === 0 ? (told ?? formOfSubject(about)) : findForm(answer, told);
  if (form === undefined) return false;
  form.add(reading, answer, {
    name: about,
    ...(name?.part === undefined ? {} : { part: name.part }),
  });
  return true;
}

/**
 * The rows of an answer that is kept by instance, as Route Servers give them:
 * `{ "RouteServiceRole_IN_0": [...], "RouteServiceRole_IN_1": [...] }`. `undefined` when the object
 * is none. What both instances say is taken once.
 */
export function rowsByInstance(object: JsonObject): readonly unknown[] | undefined {
  // Every resource of an export is asked, so the names are compared without a pattern.
  const keys = Object.keys(object).filter((key) => key.startsWith("RouteServiceRole_IN_"));
  if (keys.length === 0) return undefined;
  const rows = keys.flatMap((key): readonly unknown[] => {
    const list = object[key];
    return Array.isArray(list) ? list : [];
  });
  const byRoute = new Map(
    rows.map((row, index) => [isJsonObject(row) ? routeKey(row) : index, row]),
  );
  return [...byRoute.values()];
}

// The instances differ in their own addresses only.
function routeKey(row: JsonObject): string {
  return JSON.stringify(
    ["network", "nextHop", "asPath", "origin"].map((name) => fieldOf(row, name)),
  );
}

function findForm({ rows }: Answer, told: AnswerForm | undefined): AnswerForm | undefined {
  if (told !== undefined && rows.some((row) => told.isRow(row) || isTwin(told, row))) return told;
  return forms.find((form) => form.decides?.(rows) ?? rows.some(form.isRow));
}

// Learned and advertised routes have one form of row; what a file says of itself decides.
function isTwin({ kind }: AnswerForm, row: unknown): boolean {
  return kind === "advertisedRoutes" && learnedForm.isRow(row);
}

function formOf(kind: string | undefined): AnswerForm | undefined {
  return kind === undefined ? undefined : forms.find((form) => form.kind === kind);
}

function formOfSubject(about: string | undefined): AnswerForm | undefined {
  if (about === undefined) return undefined;
  return formOf(isBgpSpeaker(about) ? "learnedRoutes" : "effectiveRoutes");
}

function isResource(row: unknown): boolean {
  return isJsonObject(row) && fieldOf(row, "id") !== undefined;
}

function isBgpSpeaker(target: string): boolean {
  return /\/(virtualNetworkGateways|connections|expressRouteCircuits|virtualHubs|vpnGateways|expressRouteGateways)\//i.test(
    target,
  );
}

function findSubject(reading: Reading, { holder }: Answer): string | undefined {
  return firstId(holder, ["target", "networkInterface", "about", "id"]) ?? reading.about;
}

function firstId(holder: JsonObject | undefined, names: readonly string[]): string | undefined {
  if (holder === undefined) return undefined;
  return names.map((name) => idOf(holder, name)).find((id) => id !== undefined);
}

const suffixes: Readonly<Record<string, AnswerKind>> = {
  "effective-routes": "effectiveRoutes",
  "learned-routes": "learnedRoutes",
  "advertised-routes": "advertisedRoutes",
  "route-tables": "circuitRoutes",
  "hub-routes": "hubRoutes",
};

interface FileName {
  readonly form: AnswerForm | undefined;
  readonly name: string;
  /** Which of the two paths of a circuit. */
  readonly part: string | undefined;
}

// Pure folders know no paths; both separators occur, whatever the platform.
function nameOfFile(file: string): FileName | undefined {
  const match = /([^\\/]+?)(?:\.(primary|secondary))?\.([a-z]+-[a-z]+)\.jsonc?$/i.exec(file);
  const [, name, part, suffix] = match ?? [];
  const key = suffix?.toLowerCase() ?? "";
  if (name === undefined || !Object.hasOwn(suffixes, key)) return undefined;
  return { form: formOf(suffixes[key]), name, part: part?.toLowerCase() };
}
