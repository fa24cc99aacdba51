import { createUnknown, isJsonObject, isUnknown, type JsonObject } from "../../../arm/index.ts";
import { formatPointer } from "../../../diagnostic/index.ts";
import type { DeploymentScope, GivenParameter } from "../deployment.ts";
import { createEnvironment } from "../environment.ts";
import { below, evaluateJson, evaluateStrictly } from "../evaluate-json.ts";
import { ExpressionFault, type Value } from "../expression/index.ts";
import { createNodeTable, type Environment, type Frame, type Node, type Spot } from "../frame.ts";
import { findLinked } from "../link/find-linked.ts";
import { artifactsUri } from "../link/uri.ts";
import { memberName, memberOf } from "../member.ts";
import { evaluateOutputs } from "../output.ts";
import { readParameters, secretSource } from "../parameter/parameter-file.ts";
import { placeInTemplate, reportAt, reportFault } from "../report.ts";
import { parseScope } from "../scope/scope.ts";
import { reportKind } from "../section.ts";
import { isValue } from "../value.ts";
import { unknownOutputs } from "./answer.ts";
import { describeNode } from "./cycle.ts";
import { makeAll } from "./ensure.ts";
import { expandResources } from "./expand.ts";
import { isInnerScope } from "./foresee.ts";
import { withOwnWords } from "./own-words.ts";

// Azure takes five levels of nested templates, and more through links.
const maxLevels = 16;

/** A template on its way to be deployed. */
type Source = Pick<Frame, "template" | "file" | "pointer" | "uri"> & {
  readonly isLinked: boolean;
  /** Whether its expressions are evaluated in the words of the template around it. */
  readonly isOuter: boolean;
};

/**
 * Deploys the template that a deployment inside a template holds or links to, and leaves its
 * outputs at the node; they are unknown where it cannot be deployed.
 */
export function makeDeployment(node: Node): void {
  const spot: Spot = { ...node, purpose: "value" };
  const source = findSource(node, spot);
  const frame = source === undefined ? undefined : openFrame(node, source, spot);
  if (frame === undefined) {
    node.outputs = unknownOutputs(node);
    return;
  }
  expandResources(frame);
  makeAll(frame.run, frame.nodes.all);
  const isFailed = frame.nodes.all.some((one) => one.isFailed);
  if (isFailed) node.isFailed = true;
  const outputs = isFailed ? {} : evaluateOutputs(frame);
  node.outputs = isFailed ? unknownOutputs(node) : outputs;
  frame.run.nested.push({ id: node.id, outputs, isFailed });
}

function findSource(node: Node, spot: Spot): Source | undefined {
  const { frame, body, pointer } = node;
  const properties = memberOf(body, "properties");
  const [name, holder] = ["properties", isJsonObject(properties) ? properties : {}];
  const at = below(spot, memberName(body, name) ?? name);
  const link = evaluateMember(holder, "templateLink", at);
  if (isJsonObject(link)) {
    const linked = findLinked(link, "template", below(at, "templateLink"));
    if (linked === undefined) return undefined;
    const { file, uri } = linked;
    const { value: template, filePointer } = file;
    return { template, file: file.file, pointer: filePointer, uri, isLinked: true, isOuter: false };
  }
  const written = memberName(holder, "template");
  const where = at.pointer + formatPointer([written ?? "template"]);
  const template =
    typeof holder[written ?? ""] === "string"
      ? evaluateMember(holder, "template", at)
      : holder[written ?? ""];
  if (!isJsonObject(template) || isUnknown(template)) {
    reportKind(frame, written === undefined ? pointer : where, "template", "an object", template);
    return undefined;
  }
  const isOuter = !isInnerScope(node);
  return { template, file: frame.file, pointer: where, uri: frame.uri, isLinked: false, isOuter };
}

// Templates and links may be written as expressions; those inside of them are not touched yet.
function evaluateMember(holder: JsonObject, name: string, at: Spot): unknown {
  const written = memberOf(holder, name);
  if (typeof written !== "string") return written;
  try {
    return evaluateStrictly(written, below(at, name));
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    reportFault(below(at, name), error, "nothing of it was made");
    return undefined;
  }
}

function openFrame(node: Node, source: Source, spot: Spot): Frame | undefined {
  const { frame } = node;
  const { template, file, pointer, uri, isLinked, isOuter } = source;
  const link = `${file}#${pointer}`;
  const target = targetOf(node);
  const problem =
    target === undefined
      ? "is deployed to a resource, which cannot be"
      : frame.chain.includes(link)
        ? "deploys itself again"
        : frame.chain.length > maxLevels
          ? `is nested more than ${maxLevels} deep`
          : undefined;
  if (problem !== undefined || target === undefined) {
    const parameters = { template: `the deployment ${describeNode(node)}`, problem: problem ?? "" };
    reportAt(frame, node.pointer, "template-nesting", parameters);
    return undefined;
  }
  const bare = {
    run: frame.run,
    template,
    file,
    pointer,
    uri,
    chain: [...frame.chain, link],
    target,
    loops: isOuter ? node.loops : undefined,
    outer: isOuter ? frame : undefined,
    own: undefined,
    nodes: createNodeTable(),
  };
  const open = (words?: Frame): Environment | undefined =>
    createEnvironment(
      { ...bare, outer: undefined },
      {
        name: node.names.at(-1) ?? "",
        scope: target,
        location: locationOf(node, spot),
        given: givenParameters(node, spot),
        isLinked,
        artifacts: artifactsUri,
        ...(words === undefined ? {} : { words }),
      },
    );
  if (isOuter) return withOwnWords({ ...bare, environment: frame.environment }, open);
  const environment = open();
  return environment && { ...bare, environment };
}

function targetOf({ scope }: Node): DeploymentScope | undefined {
  return parseScope(scope);
}

function locationOf({ body }: Node, spot: Spot): Value | undefined {
  const written = memberOf(body, "location");
  return written === undefined ? undefined : evaluateJson(written, below(spot, "location"));
}

/** Values that the deployment gives, evaluated in the words of the template around it. */
function givenParameters(node: Node, spot: Spot): ReadonlyMap<string, GivenParameter> {
  const { frame, body } = node;
  const given = new Map<string, GivenParameter>();
  const properties = memberOf(body, "properties");
  if (!isJsonObject(properties)) return given;
  const at = below(spot, "properties");
  const link = evaluateMember(properties, "parametersLink", at);
  if (isJsonObject(link)) {
    const linked = findLinked(link, "parameters file", below(at, "parametersLink"));
    const read = linked && readParameters(linked.file);
    for (const diagnostic of read?.diagnostics ?? []) frame.run.report(diagnostic);
    for (const [name, value] of read?.parameters ?? []) given.set(name, value);
  }
  const written = evaluateMember(properties, "parameters", at);
  if (written === undefined) return given;
  const inner = below(at, memberName(properties, "parameters") ?? "parameters");
  if (!isJsonObject(written) || isUnknown(written)) {
    reportKind(frame, inner.pointer, "parameters", "an object", written);
    return given;
  }
  for (const [name, one] of Object.entries(written)) {
    const spotOfOne = below(inner, name);
    const place = placeInTemplate(frame, spotOfOne.pointer);
    const value = givenValue(one, spotOfOne);
    if (value !== undefined) given.set(name.toLowerCase(), { name, value, place });
  }
  return given;
}

function givenValue(written: unknown, spot: Spot): Value | undefined {
  const isWhole = isJsonObject(written) && memberOf(written, "copy") === undefined;
  // A copy in its place makes a member that is called value.
  const one = isWhole ? written : evaluateJson(written, spot);
  if (isUnknown(one)) return one;
  const name = isJsonObject(one) ? memberName(one, "value") : undefined;
  if (isJsonObject(one) && name !== undefined) {
    const value = isWhole ? evaluateJson(one[name], below(spot, name)) : one[name];
    return isValue(value) ? value : null;
  }
  const reference = isJsonObject(one) ? memberOf(one, "reference") : undefined;
  if (isJsonObject(reference)) {
    const evaluated = evaluateJson(reference, below(spot, "reference"));
    return createUnknown(isJsonObject(evaluated) ? secretSource(evaluated) : "a secret");
  }
  reportKind(spot.frame, spot.pointer, "parameter", 'an object such as { "value": ... }', one);
  return undefined;
}
