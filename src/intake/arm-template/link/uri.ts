/**
 * A template in a local file has no URI, but templates join theirs with those of others. So a file
 * gets one, whose path is that of the file beside the root template; the folders before it leave
 * room for `../`.
 */
const host = "https://template.invalid/";

const room = 16;

const above = Array.from({ length: room }, (_, index) => `${index}`);

/** The pseudo-URI of a path beside the root template. */
export function uriOfPath(path: string): string {
  return host + resolvePath([...above, ...path.split("/")]).join("/");
}

/** The path beside the root template that a URI names; `undefined` for one of the real world. */
export function pathOfUri(uri: string): string | undefined {
  const [whole = ""] = uri.split(/[?#]/);
  if (!whole.toLowerCase().startsWith(host)) return undefined;
  const segments = resolvePath(whole.slice(host.length).split("/"));
  let shared = 0;
  while (shared < room && segments[shared] === above[shared]) shared += 1;
  return [...above.slice(shared).map(() => ".."), ...segments.slice(shared)].join("/");
}

/** Joins a relative path to the URI of the template that it is relative to. */
export function joinUri(base: string, path: string): string {
  const folder = base.slice(0, base.lastIndexOf("/") + 1);
  const joined = pathOfUri(folder + path.replace(/^\/+/, ""));
  return joined === undefined ? folder + path : uriOfPath(joined);
}

/** The folder of the root template, without a slash at its end, as tools stage it. */
export const artifactsUri: string = (host + above.join("/")).replace(/\/$/, "");

/** A link without what may be secret: the token behind its path. */
export function withoutToken(link: string): string {
  return link.split(/[?#]/)[0] ?? "";
}

function resolvePath(segments: readonly string[]): readonly string[] {
  const resolved: string[] = [];
  for (const segment of segments) {
    if (segment === "..") resolved.pop();
    else if (segment !== "" && segment !== ".") resolved.push(segment);
  }
  return resolved;
}
