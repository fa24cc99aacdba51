import { posix } from "node:path";
import {
  createFileError,
  type Entry,
  type EntryKind,
  type FileSystem,
  type FolderEntry,
  tooLargeCode,
} from "./file-system.ts";

/**
 * One node of a file system in memory: contents, a link to an absolute path, another kind of entry,
 * or a refusal.
 */
export type MemoryNode =
  | string
  | Uint8Array
  | { readonly link: string }
  | { readonly kind: EntryKind; readonly size: number }
  | { readonly fails: string; readonly kind: EntryKind };

/** What a file system in memory holds. */
export interface MemoryContents {
  /** By absolute path with slashes; the folders above an entry are there by themselves. */
  readonly nodes: Readonly<Record<string, MemoryNode>>;
  readonly standardInput?: string | Uint8Array;
}

// As Linux: more links than this on one path are a loop.
const mostLinks = 40;

/**
 * A file system in memory, for what a real one does not show to every user: denied folders,
 * devices, huge sizes.
 *
 * A node `{ fails: "EACCES", kind: "folder" }` can be inspected, and refuses to be read or listed.
 */
export function createMemoryFileSystem(contents: MemoryContents): FileSystem {
  const nodes = withFolders(contents.nodes);
  return {
    inspect: async (path) => inspectNode(findNode(nodes, path)),
    readFile: async (path, limit) => readBytes(findNode(nodes, path), limit),
    listFolder: async (path) => listNode(nodes, path),
    resolveLinks: async (path) => resolvePath(nodes, path),
    readStandardInput: async (limit) => readBytes(contents.standardInput ?? "", limit),
  };
}

type Nodes = ReadonlyMap<string, MemoryNode>;

function withFolders(given: Readonly<Record<string, MemoryNode>>): Nodes {
  const nodes = new Map<string, MemoryNode>();
  for (const path of Object.keys(given)) {
    for (let above = posix.dirname(path); above !== "/"; above = posix.dirname(above)) {
      nodes.set(above, { kind: "folder", size: 0 });
    }
  }
  return new Map([...nodes, ["/", { kind: "folder", size: 0 }], ...Object.entries(given)]);
}

function findNode(nodes: Nodes, path: string): MemoryNode {
  const node = nodes.get(resolvePath(nodes, path));
  if (node === undefined) throw createFileError("ENOENT");
  return node;
}

function resolvePath(nodes: Nodes, path: string): string {
  let resolved = "/";
  let links = 0;
  const ahead = segmentsOf(path);
  for (let segment = ahead.shift(); segment !== undefined; segment = ahead.shift()) {
    resolved = posix.join(resolved, segment);
    const node = nodes.get(resolved);
    if (typeof node !== "object" || !("link" in node)) continue;
    links += 1;
    if (links > mostLinks) throw createFileError("ELOOP");
    ahead.unshift(...segmentsOf(node.link));
    resolved = "/";
  }
  return resolved;
}

function segmentsOf(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}

function inspectNode(node: MemoryNode): Entry {
  if (typeof node === "string") return { kind: "file", size: Buffer.byteLength(node) };
  if (node instanceof Uint8Array) return { kind: "file", size: node.length };
  if ("link" in node) throw createFileError("ENOENT");
  return { kind: node.kind, size: "size" in node ? node.size : 0 };
}

function readBytes(node: MemoryNode, limit: number): Uint8Array {
  if (typeof node === "object" && "fails" in node) throw createFileError(node.fails);
  if (typeof node !== "string" && !(node instanceof Uint8Array)) throw createFileError("EISDIR");
  const bytes = typeof node === "string" ? Buffer.from(node) : node;
  if (bytes.length > limit) throw createFileError(tooLargeCode);
  return bytes;
}

function listNode(nodes: Nodes, path: string): readonly FolderEntry[] {
  const node = findNode(nodes, path);
  if (typeof node === "object" && "fails" in node) throw createFileError(node.fails);
  if (inspectNode(node).kind !== "folder") throw createFileError("ENOTDIR");
  const folder = resolvePath(nodes, path);
  return [...nodes]
    .filter(([other]) => other !== folder && posix.dirname(other) === folder)
    .map(([other, child]): FolderEntry => ({ name: posix.basename(other), kind: kindOf(child) }));
}

function kindOf(node: MemoryNode): FolderEntry["kind"] {
  return typeof node === "object" && "link" in node ? "link" : inspectNode(node).kind;
}
