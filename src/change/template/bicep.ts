import type { ArmId } from "../../arm/index.ts";
import { idOfText } from "../id.ts";
import { formatBicepValue, quoteBicep } from "./bicep-text.ts";
import type { Deployed, Run } from "./deployment.ts";
import { createSymbols, type Symbols } from "./symbols.ts";
import { createParameters, type Parameters, toTree } from "./tree.ts";

/** Formats one run as the source of one file. */
export function formatBicep(run: Run): string {
  const parameters = createParameters();
  const symbols = createSymbols();
  const declared = new Set<string>();
  const blocks: string[] = [];
  for (const resource of run.resources) {
    const parent = existingParent(resource, declared, symbols);
    if (parent !== undefined) blocks.push(parent);
    declared.add(resource.id.key);
    blocks.push(formatResource(resource, { run, parameters, symbols, declared }));
  }
  const given = parameters.list().map(({ name, isList, source }) => {
    return `@description(${quoteBicep(source)})\nparam ${name} ${isList ? "array" : "string"}`;
  });
  return [...given, ...blocks].join("\n\n");
}

interface Writing {
  readonly run: Run;
  readonly parameters: Parameters;
  readonly symbols: Symbols;
  /** Keys of the resources that the file has so far. */
  readonly declared: Set<string>;
}

function existingParent(
  { id, parentVersion }: Deployed,
  declared: Set<string>,
  symbols: Symbols,
): string | undefined {
  if (id.parent === undefined || parentVersion === undefined) return undefined;
  const parent = idOfText(id.parent);
  if (declared.has(parent.key)) return undefined;
  declared.add(parent.key);
  const head = `resource ${symbols.of(parent)} ${quoteBicep(`${parent.type}@${parentVersion}`)} existing`;
  return `${head} = {\n  name: ${quoteBicep(parent.names.join("/"))}\n}`;
}

function formatResource(resource: Deployed, writing: Writing): string {
  const { id, apiVersion, outer, properties, follows } = resource;
  const { run, parameters, symbols, declared } = writing;
  const symbolOf = (other: ArmId) => (declared.has(other.key) ? symbols.of(other) : undefined);
  const around = { scope: run.scope, symbolOf };
  const write = (value: unknown) => formatBicepValue(toTree(value, parameters), 1, around);
  const lines = [
    ...identityOf(resource, symbols),
    ...Object.entries(outer).map(([name, value]) => `${name}: ${write(value)}`),
    `properties: ${write(properties)}`,
    // What is referred to is waited for anyway.
    ...(follows.length === 0 ? [] : [dependsOn(follows.map(symbols.of))]),
  ];
  const head = `resource ${symbols.of(id)} ${quoteBicep(`${id.type}@${apiVersion}`)} = {`;
  return [head, ...lines.map((line) => `  ${line}`), "}"].join("\n");
}

function identityOf({ id, parentVersion }: Deployed, symbols: Symbols): readonly string[] {
  if (id.parent === undefined || parentVersion === undefined) {
    return [`name: ${quoteBicep(id.names.join("/"))}`];
  }
  const parent = `parent: ${symbols.of(idOfText(id.parent))}`;
  return [parent, `name: ${quoteBicep(id.name)}`];
}

function dependsOn(symbols: readonly string[]): string {
  return ["dependsOn: [", ...symbols.map((symbol) => `    ${symbol}`), "  ]"].join("\n");
}
