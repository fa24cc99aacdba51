/** Where a question about a location is asked. */
export interface LocationScope {
  /** `/subscriptions/S`. */
  readonly subscription: string;
  /** `/subscriptions/S`, or with the group that was named, in Azure's odd spelling of it. */
  readonly group: string;
  readonly location: string;
}

/** Reads it from the path of the question: `/subscriptions/S/.../locations/L/...`. */
export function locationScope(target: string): LocationScope {
  const [, id = ""] = /^\/subscriptions\/([^/]+)/i.exec(target) ?? [];
  const [, name] = /\/resourceGroups\/([^/]+)/i.exec(target) ?? [];
  const [, location = ""] = /\/locations\/([^/]+)/i.exec(target) ?? [];
  const subscription = `/subscriptions/${id}`;
  // Recorded: lists of a group say `resourceGroup`.
  const group = name === undefined ? subscription : `${subscription}/resourceGroup/${name}`;
  return { subscription, group, location };
}
