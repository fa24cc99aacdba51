import { createUnknown, type JsonObject } from "../../arm/index.ts";
import { formatPointer } from "../../diagnostic/index.ts";
import { copyOf, isPropertyCopy } from "./copy.ts";
import type { DeploymentScope, GivenParameter } from "./deployment.ts";
import { evaluateJson, evaluateLoop } from "./evaluate-json.ts";
import type { Value } from "./expression/index.ts";
import type { Environment, Frame, Purpose, Spot } from "./frame.ts";
import { createLazyValues, type LazyValue } from "./lazy-values.ts";
import { memberOf } from "./member.ts";
import { type Declaration, readDeclaration } from "./parameter/declaration.ts";
import { redact } from "./parameter/redact.ts";
import { assumeDefaults, settleParameters } from "./parameter/settle.ts";
import { describeTemplate, placeInTemplate } from "./report.ts";
import { objectsOf, type Section, sectionOf } from "./section.ts";
import { readUserFunctions } from "./user-function.ts";

/** What a template is deployed with. */
export interface Settings {
  readonly name: string;
  readonly scope: DeploymentScope;
  /** Of the deployment; resource groups have their own. */
  readonly location: Value | undefined;
  /** By name in lower case. */
  readonly given: ReadonlyMap<string, GivenParameter>;
  /** Whether `deployment()` knows where the template comes from: it stands in a file of its own. */
  readonly isLinked: boolean;
  /** Pseudo-URI of the folder of the root template. */
  readonly artifacts: string;
  /** The template in whose words parameters and variables are written; absent: in its own. */
  readonly words?: Frame;
}

/** A frame whose expressions cannot be evaluated yet. */
export type BareFrame = Omit<Frame, "environment">;

/**
 * Settles what the expressions of a template see. `undefined`, with a diagnostic, when parameters
 * are missing.
 */
export function createEnvironment(bare: BareFrame, settings: Settings): Environment | undefined {
  const definitions = sectionOf(bare, "definitions").value;
  const parameters = sectionOf(bare, "parameters");
  const declarations = new Map<string, Declaration>();
  for (const [name, written] of objectsOf(bare, parameters)) {
    declarations.set(name.toLowerCase(), readDeclaration(name, written, definitions));
  }
  const { given } = settings;
  const settled = settleParameters({
    declarations,
    given,
    template: describeTemplate(bare),
    place: placeInTemplate(bare, parameters.pointer),
    report: bare.run.report,
    assume: bare.run.root.assumesDefaults ? assumeDefaults(settings.artifacts) : undefined,
  });
  if (settled === undefined) return undefined;

  // Everything in here asks for the environment only when it is there.
  const environment: Environment = {
    scope: settings.scope,
    parameter: createLazyValues("parameters", lazyParameters()),
    variable: createLazyValues("variables", lazyVariables(bare, spotOf)),
    functions: readUserFunctions(bare, () => frame),
    deployment: describeDeployment(bare, settings),
  };
  const frame: Frame = { ...bare, environment };
  return environment;

  function spotOf(purpose: Purpose, pointer: string): Spot {
    return { frame: settings.words ?? frame, loops: undefined, purpose, pointer };
  }

  function lazyParameters(): ReadonlyMap<string, LazyValue> {
    const lazy = new Map<string, LazyValue>();
    for (const [key, declaration] of declarations) {
      const { name, defaultValue } = declaration;
      const pointer = parameters.pointer + formatPointer([name, "defaultValue"]);
      const compute = (): Value =>
        settled?.get(key) ?? evaluateJson(defaultValue ?? null, spotOf("parameter", pointer));
      lazy.set(key, {
        name,
        compute: () => {
          const value = compute();
          if (bare.run.root.plane !== undefined) return value;
          return redact(value, declaration, definitions, `parameters('${name}')`);
        },
      });
    }
    return lazy;
  }
}

function lazyVariables(
  bare: BareFrame,
  spotOf: (purpose: Purpose, pointer: string) => Spot,
): ReadonlyMap<string, LazyValue> {
  const section: Section = sectionOf(bare, "variables");
  const lazy = new Map<string, LazyValue>();
  for (const [name, written] of Object.entries(section.value)) {
    const pointer = section.pointer + formatPointer([name]);
    if (!isPropertyCopy(name, written)) {
      const compute = (): Value => evaluateJson(written, spotOf("variable", pointer));
      lazy.set(name.toLowerCase(), { name, compute });
      continue;
    }
    for (const [index, copy] of written.entries()) {
      const spot = (): Spot => spotOf("variable", pointer + formatPointer([index]));
      const compute = (): Value => evaluateLoop({ name: copy.name, ...copyOf(copy) }, spot());
      lazy.set(copy.name.toLowerCase(), { name: copy.name, compute });
    }
  }
  return lazy;
}

// The template itself is left out: it may hold secrets that parameters have as default values.
function describeDeployment(bare: BareFrame, settings: Settings): Value {
  const { name, location, isLinked, scope } = settings;
  const whereabouts =
    scope.kind === "resourceGroup"
      ? {}
      : { location: location ?? createUnknown("deployment().location") };
  return {
    name,
    ...whereabouts,
    properties: {
      ...(isLinked ? { templateLink: { uri: bare.uri } } : {}),
      template: describeTemplateObject(bare.template),
      templateHash: createUnknown("deployment().properties.templateHash"),
      parameters: {},
      mode: "Incremental",
      provisioningState: "Accepted",
    },
  };
}

function describeTemplateObject(template: JsonObject): Value {
  const names = ["$schema", "contentVersion"] as const;
  const entries = names.flatMap((name) => {
    const value = memberOf(template, name);
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  return Object.fromEntries(entries);
}
