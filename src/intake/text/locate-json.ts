import { createScanner, type JSONScanner } from "jsonc-parser";
import { skipValue, tokenKind } from "./json-token.ts";
import { blankBreak, rewriteBreaks } from "./line-break.ts";
import { buildPointerTree, type PointerTree, settle } from "./pointer.ts";

// By the scanner's own number: it declares its errors as a const enum, which modules that are
// compiled one by one cannot read.
const openTextError = 2;

/**
 * Offsets of the values that JSON pointers name, in UTF-16 units; the innermost written value
 * around one that is missing.
 *
 * One pass without a tree of the text: an export may have hundreds of megabytes and one fault.
 */
export function findJsonOffsets(
  text: string,
  pointers: readonly string[],
): ReadonlyMap<string, number> {
  const tree = buildPointerTree(pointers);
  const first = findOffsets(text, tree);
  // Texts over several lines look to the scanner as if they were not closed.
  return first.hasOpenText ? findOffsets(rewriteBreaks(text, blankBreak), tree).found : first.found;
}

interface FoundOffsets {
  readonly found: ReadonlyMap<string, number>;
  /** Whether a text on the way was not closed on its line. */
  readonly hasOpenText: boolean;
}

function findOffsets(text: string, tree: PointerTree): FoundOffsets {
  const found = new Map<string, number>();
  const plain = createScanner(text, true);
  let hasOpenText = false;
  const scan = (): ReturnType<typeof plain.scan> => {
    const kind = plain.scan();
    hasOpenText ||= Number(plain.getTokenError()) === openTextError;
    return kind;
  };
  const scanner = { ...plain, scan };
  scanner.scan();
  if (kindOf(scanner) !== tokenKind.end) visitValue(scanner, tree, found);
  return { found, hasOpenText };
}

// Recursion follows the pointers, never the text.
function visitValue(scanner: JSONScanner, tree: PointerTree, found: Map<string, number>): void {
  settle(tree, scanner.getTokenOffset(), found);
  if (tree.children.size === 0) skipValue(scanner);
  else if (kindOf(scanner) === tokenKind.openBrace) visitObject(scanner, tree, found);
  else if (kindOf(scanner) === tokenKind.openBracket) visitArray(scanner, tree, found);
  else skipValue(scanner);
}

function visitObject(scanner: JSONScanner, tree: PointerTree, found: Map<string, number>): void {
  scanner.scan();
  while (kindOf(scanner) === tokenKind.text) {
    const child = tree.children.get(scanner.getTokenValue());
    if (scanner.scan() === Number(tokenKind.colon)) scanner.scan();
    visitChild(scanner, child, found);
  }
  scanner.scan();
}

function visitArray(scanner: JSONScanner, tree: PointerTree, found: Map<string, number>): void {
  scanner.scan();
  for (let index = 0; !isEnd(scanner); index += 1) {
    visitChild(scanner, tree.children.get(`${index}`), found);
  }
  scanner.scan();
}

function visitChild(
  scanner: JSONScanner,
  child: PointerTree | undefined,
  found: Map<string, number>,
): void {
  if (child === undefined) skipValue(scanner);
  else visitValue(scanner, child, found);
  if (kindOf(scanner) === tokenKind.comma) scanner.scan();
}

function isEnd(scanner: JSONScanner): boolean {
  const kind = kindOf(scanner);
  return kind === tokenKind.closeBracket || kind === tokenKind.end;
}

function kindOf(scanner: JSONScanner): number {
  return scanner.getToken();
}
