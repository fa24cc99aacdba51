/** A path beside a file, in the file's own words: `nested/a.json` beside `infra/main.json`. */
export function pathBeside(file: string, path: string): string {
  const end = Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\"));
  const folder = file.slice(0, end + 1);
  const isBackslash = folder.includes("\\") && !folder.includes("/");
  const joined = withoutSteps(`${folder}${path}`);
  return isBackslash ? joined.replaceAll("/", "\\") : joined;
}

/** The same text for all ways to write one path. */
export function pathKey(file: string): string {
  return withoutSteps(file);
}

/** The last part of a path. */
export function nameOf(file: string): string {
  return file.split(/[/\\]/).at(-1) ?? "";
}

function withoutSteps(path: string): string {
  const kept: string[] = [];
  for (const [index, segment] of path.split(/[/\\]/).entries()) {
    const last = kept.at(-1);
    if (segment === "." || (segment === "" && index > 0)) continue;
    // Above the root there is the root; above an unknown folder there is its parent.
    if (segment === ".." && last === "") continue;
    if (segment === ".." && last !== undefined && last !== "..") kept.pop();
    else kept.push(segment);
  }
  return kept.join("/");
}
