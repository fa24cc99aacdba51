import { arrayFunctions } from "./array.ts";
import { cidrFunctions } from "./cidr.ts";
import { comparisonFunctions } from "./comparison.ts";
import { dateFunctions } from "./date.ts";
import { encodingFunctions } from "./encode.ts";
import { formatFunctions } from "./format.ts";
import type { FunctionRow } from "./function-row.ts";
import { hashFunctions } from "./hash.ts";
import { lambdaFunctions } from "./lambda.ts";
import { logicalFunctions } from "./logical.ts";
import { numberFunctions } from "./number.ts";
import { objectFunctions } from "./object.ts";
import { stringFunctions } from "./string.ts";
import { uriFunctions } from "./uri.ts";

const rows: readonly FunctionRow[] = [
  ...arrayFunctions,
  ...comparisonFunctions,
  ...uriFunctions,
  ...formatFunctions,
  ...encodingFunctions,
  ...dateFunctions,
  ...cidrFunctions,
  ...hashFunctions,
  ...lambdaFunctions,
  ...logicalFunctions,
  ...numberFunctions,
  ...objectFunctions,
  ...stringFunctions,
];

/** All functions whose result follows from their arguments, by name in lower case. */
export const functions: ReadonlyMap<string, FunctionRow> = new Map(
  rows.map((row) => [row.name.toLowerCase(), row]),
);

/** Their names in ARM's casing. */
export const functionNames: readonly string[] = rows.map(({ name }) => name);
