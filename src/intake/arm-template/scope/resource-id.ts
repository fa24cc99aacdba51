/** A resource id is made of a scope and the pairs of type and name below it. */
export interface TypeAndNames {
  readonly type: string;
  readonly names: readonly string[];
}

/** The segments of a type without its namespace; a trailing slash is tolerated, as ARM does. */
export function typeSegments(type: string): readonly string[] {
  return type.split("/").filter((segment) => segment !== "");
}

/**
 * Puts an id together: `/subscriptions/S/resourceGroups/G` with `A.B/c/d` and `x`, `y` gives
 * `.../providers/A.B/c/x/d/y`. `undefined` when types and names do not pair.
 *
 * Containers have ids of their own form: a resource group stands in its subscription, a management
 * group and a subscription stand in the tenant.
 */
export function formatResourceId(scope: string, { type, names }: TypeAndNames): string | undefined {
  const [namespace, ...types] = typeSegments(type);
  if (namespace === undefined || types.length === 0 || types.length !== names.length) {
    return undefined;
  }
  const [name] = names;
  switch (types.length === 1 ? `${namespace}/${types[0]}`.toLowerCase() : "") {
    case "microsoft.resources/resourcegroups":
      return `${subscriptionPart(scope)}/resourceGroups/${name}`;
    case "microsoft.resources/subscriptions":
      return `/subscriptions/${name}`;
    case "microsoft.management/managementgroups":
      return `/providers/Microsoft.Management/managementGroups/${name}`;
  }
  const pairs = types.map((segment, index) => `${segment}/${names[index]}`);
  return `${scope}/providers/${namespace}/${pairs.join("/")}`;
}

function subscriptionPart(scope: string): string {
  return /^\/subscriptions\/[^/]+/i.exec(scope)?.[0] ?? "";
}

/**
 * Ids are equal when their keys are: case does not count, nor does the long form of a resource
 * group's id.
 */
export function idKey(id: string): string {
  const trimmed = id.endsWith("/") ? id.slice(0, -1) : id;
  return trimmed
    .toLowerCase()
    .replace("/providers/microsoft.resources/resourcegroups/", "/resourcegroups/");
}

/**
 * Takes `Microsoft.Network/virtualNetworks/v/subnets/s` apart, the form that names a resource of the
 * scope at hand; `undefined` for any other text.
 */
export function parseRelativeId(text: string): TypeAndNames | undefined {
  const [namespace, ...rest] = typeSegments(text);
  const isRelative = namespace?.includes(".") === true && !text.startsWith("/");
  if (!isRelative || rest.length === 0 || rest.length % 2 === 1) return undefined;
  return {
    type: [namespace, ...rest.filter((_, index) => index % 2 === 0)].join("/"),
    names: rest.filter((_, index) => index % 2 === 1),
  };
}
