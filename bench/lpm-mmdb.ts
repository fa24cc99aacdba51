// A minimal writer of MaxMind DB files, since mmdb-lib, the fastest longest-prefix-match reader
// that was found on npm, only reads them. Format: MaxMind DB File Format Specification 2.0.
import type { Workload } from "./lpm-traffic.ts";

const SEPARATOR = 16;
const NODE_BYTES = 8;

/** A node of the binary tree: a child by bit, or the offset of a value, or nothing. */
interface Node {
  readonly children: [Node | number | undefined, Node | number | undefined];
}

/** Encodes a table; values are stored as 32-bit numbers. */
export function encodeMmdb({ entries }: Workload): Buffer {
  const root: Node = { children: [undefined, undefined] };
  // Sorted entries come with the outer prefix before the inner, so later ones split earlier leaves.
  for (const [{ address, length }, value] of entries) insert(root, { address, length, value });
  const nodes = numberNodes(root);
  const tree = Buffer.alloc(nodes.size * NODE_BYTES);
  for (const [node, index] of nodes) {
    for (const [bit, child] of node.children.entries()) {
      tree.writeUInt32BE(recordOf(child, nodes), index * NODE_BYTES + bit * 4);
    }
  }
  const values = Buffer.concat(Array.from({ length: 0x10000 }, (_, value) => uint32(value)));
  const marker = Buffer.from("\xab\xcd\xefMaxMind.com", "latin1");
  return Buffer.concat([tree, Buffer.alloc(SEPARATOR), values, marker, metadata(nodes.size)]);
}

interface Route {
  readonly address: number;
  readonly length: number;
  readonly value: number;
}

function insert(root: Node, { address, length, value }: Route): void {
  if (length === 0) {
    root.children.fill(value);
    return;
  }
  let node = root;
  for (let depth = 0; depth < length - 1; depth += 1) {
    const bit = bitAt(address, depth);
    const child = node.children[bit];
    const next: Node = typeof child === "object" ? child : { children: [child, child] };
    node.children[bit] = next;
    node = next;
  }
  node.children[bitAt(address, length - 1)] = value;
}

function bitAt(address: number, depth: number): 0 | 1 {
  return ((address >>> (31 - depth)) & 1) as 0 | 1;
}

function numberNodes(root: Node): ReadonlyMap<Node, number> {
  const nodes = new Map<Node, number>();
  const pending = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    nodes.set(node, nodes.size);
    for (const child of node.children) if (typeof child === "object") pending.push(child);
  }
  return nodes;
}

/** Each value takes five bytes in the section of values, the one of number n at offset 5 n. */
function recordOf(child: Node | number | undefined, nodes: ReadonlyMap<Node, number>): number {
  if (child === undefined) return nodes.size;
  if (typeof child === "number") return nodes.size + SEPARATOR + child * 5;
  return nodes.get(child) ?? nodes.size;
}

/** Type 6 in the first three bits, then the size in bytes. */
function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes.writeUInt8((6 << 5) | 4);
  bytes.writeUInt32BE(value, 1);
  return bytes;
}

function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([(2 << 5) | value.length]), Buffer.from(value)]);
}

function metadata(nodeCount: number): Buffer {
  const pairs: readonly (readonly [string, Buffer])[] = [
    ["node_count", uint32(nodeCount)],
    ["record_size", uint32(32)],
    ["ip_version", uint32(4)],
    ["binary_format_major_version", uint32(2)],
    ["binary_format_minor_version", uint32(0)],
    ["build_epoch", uint32(0)],
    ["database_type", text("bench")],
  ];
  const map = Buffer.from([(7 << 5) | pairs.length]);
  return Buffer.concat([map, ...pairs.flatMap(([key, value]) => [text(key), value])]);
}
