import { type ArmId, parseArmId } from "../../arm/index.ts";
import { parseId } from "../../provider/index.ts";
import type { Found, Route } from "./route.ts";

/**
 * Matches paths against the table, without regard to case. A pattern is written like a path:
 *
 * - `{name}`: one segment;
 * - `{resource}`: any resource id, to the end or up to the next literal;
 * - `{resource:Namespace/type}`: the id of a resource of that type;
 * - `{scope}`: as `{resource}`, or a group, a subscription, a management group, or nothing at all: the
 *   tenant; the parameter `scope` is its id as written, empty for the tenant;
 * - `{collection}`: what lists resources: a scope, a provider and a type without its last name.
 *
 * The first line that fits answers.
 */
export function createMatcher(routes: readonly Route[]): Matcher {
  const lines = routes.map((route) => ({ route, steps: stepsOf(route.pattern) }));
  return (method, segments) => {
    const methods = new Set<string>();
    for (const { route, steps } of lines) {
      const found = matchPattern(steps, segments);
      if (found === undefined) continue;
      if (route.method === method) return { kind: "found", route, found };
      // What would list resources may as well be an action that nobody knows.
      if (steps[0] !== "{collection}") methods.add(route.method);
    }
    return methods.size === 0 ? { kind: "nothing" } : { kind: "method", methods: [...methods] };
  };
}

// A type inside braces has slashes of its own.
function stepsOf(pattern: string): readonly string[] {
  return (pattern.match(/\{[^}]*\}|[^/]+/g) ?? []).map((step) =>
    step.startsWith("{") ? step : step.toLowerCase(),
  );
}

/** Finds the line that answers. `method`: the path is known, and not for this method. */
export type Matcher = (method: string, segments: readonly string[]) => Match;

export type Match =
  | { readonly kind: "found"; readonly route: Route; readonly found: Found }
  | { readonly kind: "method"; readonly methods: readonly string[] }
  | { readonly kind: "nothing" };

function matchPattern(steps: readonly string[], segments: readonly string[]): Found | undefined {
  const [first = ""] = steps;
  if (first === "{collection}") return matchCollection(segments);
  if (first === "{scope}" || first.startsWith("{resource")) return matchPrefix(steps, segments);
  if (steps.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  return steps.every((step, index) => matchStep(step, segments[index] ?? "", parameters))
    ? { parameters, id: undefined }
    : undefined;
}

function matchStep(step: string, segment: string, parameters: Record<string, string>): boolean {
  if (!step.startsWith("{")) return step === segment.toLowerCase();
  parameters[step.slice(1, -1)] = segment;
  return true;
}

function matchPrefix(steps: readonly string[], segments: readonly string[]): Found | undefined {
  const [first = "", ...rest] = steps;
  const cut = segments.length - rest.length;
  if (cut < 0) return undefined;
  const parameters: Record<string, string> = {};
  if (!rest.every((step, index) => matchStep(step, segments[cut + index] ?? "", parameters))) {
    return undefined;
  }
  const path = cut === 0 ? "" : `/${segments.slice(0, cut).join("/")}`;
  return first === "{scope}"
    ? matchScope(path, parameters)
    : matchResource(first, path, parameters);
}

function matchScope(scope: string, parameters: Record<string, string>): Found | undefined {
  const id = parseId(scope);
  const isScope = scope === "" || id !== undefined;
  return isScope ? { parameters: { ...parameters, scope }, id } : undefined;
}

function matchResource(
  step: string,
  path: string,
  parameters: Record<string, string>,
): Found | undefined {
  const id: ArmId | undefined = parseArmId(path);
  if (id === undefined) return undefined;
  const type = step.slice("{resource".length + 1, -1).toLowerCase();
  return type === "" || id.type.toLowerCase() === type ? { parameters, id } : undefined;
}

// A name that stands for the one that is missing makes it an id.
function matchCollection(segments: readonly string[]): Found | undefined {
  const id = parseArmId(`/${segments.join("/")}/*`);
  return id === undefined ? undefined : { parameters: {}, id };
}
