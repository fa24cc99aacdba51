import { type Finding, findingId } from "../../finding/index.ts";
import { suggest } from "../nearest.ts";
import { UsageError } from "../usage-error.ts";

/**
 * Finds what the operands name: an id as `check` prints it or its beginning, a code for all findings
 * of it, or `all`. In the order of the findings, each once. Throws `UsageError` for an operand that
 * names none, or a beginning that several have.
 */
export function chooseFindings(
  findings: readonly Finding[],
  operands: readonly string[],
  codes: readonly string[],
): readonly Finding[] {
  const chosen = new Set(operands.flatMap((operand) => named(findings, operand, codes)));
  return findings.filter((finding) => chosen.has(finding));
}

function named(
  findings: readonly Finding[],
  operand: string,
  codes: readonly string[],
): readonly Finding[] {
  const wanted = operand.toUpperCase();
  if (wanted === "ALL") return findings;
  if (codes.includes(wanted)) return ofCode(findings, wanted);
  const matching = findings.filter((one) => findingId(one).toUpperCase().startsWith(wanted));
  const [only, ...others] = matching;
  if (only !== undefined && others.length === 0) return [only];
  if (only !== undefined) {
    const ids = matching.map((one) => findingId(one)).join(", ");
    throw new UsageError(`'${operand}' begins the names of several findings`, `Name one: ${ids}.`);
  }
  throw unknown(findings, operand, codes);
}

function ofCode(findings: readonly Finding[], code: string): readonly Finding[] {
  const found = findings.filter((one) => one.code === code);
  if (found.length > 0) return found;
  throw new UsageError(
    `there is no finding ${code} in this snapshot`,
    "It may be repaired already; trueroute check lists what there is.",
  );
}

function unknown(
  findings: readonly Finding[],
  operand: string,
  codes: readonly string[],
): UsageError {
  const code = operand.split("-")[0]?.toUpperCase() ?? "";
  if (/^TR\d+-[0-9a-f]+$/i.test(operand) && codes.includes(code)) {
    const others = findings.filter((one) => one.code === code).map((one) => findingId(one));
    const left =
      others.length === 0 ? `No other finding has code ${code}.` : `There is ${others.join(", ")}.`;
    return new UsageError(
      `finding ${operand} is not there: it is repaired already, or belongs to another snapshot`,
      left,
    );
  }
  const hint = suggest(operand, [...findings.map((one) => findingId(one)), ...codes, "all"]);
  return new UsageError(
    `'${operand}' is no finding`,
    hint || "Name one as trueroute check prints it, a code such as TR301, or all.",
  );
}
