import { Composer, type Document, isScalar, Parser, visit, type YAMLMap } from "yaml";
import { findExcess } from "./nesting.ts";
import type { Invalid, Parsed } from "./parsed.ts";
import { positionAt } from "./position.ts";
import { parseStrictly } from "./strict-json.ts";
import { describeYamlFault } from "./yaml-fault.ts";
import { findTokenFault, type YamlFault } from "./yaml-token.ts";

// In MiB, and in characters. The parser makes some forty times the size of its text in objects.
const sizeLimit = 32;
const mostCharacters = sizeLimit * 1024 * 1024;

// An anchor that is used more often than this is taken for an attempt to blow a small text up.
const maxAliasCount = 1000;

// Resolving one alias looks through the whole document, so that the number allowed shrinks with the
// text.
const aliasBudget = 2_000_000_000;

/** A text in documents, or the first thing wrong with it. */
export type Composed =
  | { readonly kind: "documents"; readonly documents: readonly Document.Parsed[] }
  | { readonly kind: "fault"; readonly fault: YamlFault };

/**
 * Parses YAML 1.2, one value per document; empty documents are left out.
 *
 * Aliases are followed within bounds, repeated keys are refused. Cost: about 3 MB a second, but
 * JSON is parsed as JSON.
 */
export function parseYaml(text: string): Parsed {
  const json = parseStrictly(text);
  if (json !== undefined) return toParsed([json], text);
  if (text.length > mostCharacters) {
    const size = `${Math.ceil(text.length / 1024 / 1024)} MiB`;
    return { kind: "tooLarge", size, limit: `${sizeLimit} MiB of YAML` };
  }
  try {
    const composed = composeYaml(text);
    if (composed.kind === "fault") return invalid(text, composed.fault);
    const values = composed.documents.map((document) => document.toJS({ maxAliasCount }));
    return toParsed(values, text);
  } catch (thrown) {
    // The parser's own words may quote the text; its kind of error tells enough.
    const isAliasFault = thrown instanceof ReferenceError;
    const problem = isAliasFault ? "its aliases multiply without end" : "it cannot be parsed";
    return invalid(text, { problem, offset: undefined });
  }
}

/** Composes a text to documents. Throws only where the parser has a fault of its own. */
export function composeYaml(text: string): Composed {
  const tokens = [...new Parser().parse(text)];
  const mostAliases = Math.min(10_000, aliasBudget / text.length);
  const refused = findTokenFault(tokens, mostAliases);
  if (refused !== undefined) return { kind: "fault", fault: refused };
  const composer = new Composer({
    logLevel: "error",
    prettyErrors: false,
    resolveKnownTags: false,
    schema: "core",
    stringKeys: true,
    // The composer's own check compares each key with all keys before it.
    uniqueKeys: false,
  });
  const documents = [...composer.compose(tokens)];
  const fault = documents.map(findDocumentFault).find((found) => found !== undefined);
  return fault === undefined ? { kind: "documents", documents } : { kind: "fault", fault };
}

function findDocumentFault(document: Document.Parsed): YamlFault | undefined {
  const [error] = document.errors;
  if (error !== undefined) return { problem: describeYamlFault(error.code), offset: error.pos[0] };
  let repeated: YamlFault | undefined;
  visit(document, {
    Map: (_, map) => {
      repeated = findRepeatedKey(map);
      return repeated === undefined ? undefined : visit.BREAK;
    },
  });
  return repeated;
}

function findRepeatedKey(map: YAMLMap): YamlFault | undefined {
  const seen = new Set<unknown>();
  for (const { key } of map.items) {
    if (!isScalar(key)) continue;
    if (seen.has(key.value)) {
      return { problem: describeYamlFault("DUPLICATE_KEY"), offset: key.range?.[0] };
    }
    seen.add(key.value);
  }
  return undefined;
}

function toParsed(values: readonly unknown[], text: string): Parsed {
  const present = values.filter((value) => value !== null && value !== undefined);
  if (present.length === 0) return { kind: "empty" };
  // Without aliases a value has fewer parts than its text has characters.
  const excess = findExcess(values, text.length * 10);
  if (excess === undefined) return { kind: "documents", values };
  const problem = "it nests too deeply, or an alias contains itself or multiplies";
  return invalid(text, { problem, offset: undefined });
}

function invalid(text: string, fault: YamlFault): Invalid {
  const { problem, offset } = fault;
  const position = offset === undefined ? undefined : positionAt(text, offset);
  return { kind: "invalid", language: "yaml", problem, position };
}
