import { formatPrefix, hostPrefix, type Prefix, parseCidr, parseIp } from "../../net/index.ts";
import type { ServiceTag, ServiceTagIndex, ServiceTagMatch } from "../../servicetag/index.ts";
import { type Answer, printAnswer } from "../answer/print-answer.ts";
import { exitCode } from "../exit-code.ts";
import { suggest } from "../nearest.ts";
import type { OutputOptions, ServiceTagOptions } from "../options.ts";
import { requireServiceTags } from "../service-tags.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { showInstalled } from "./installed.ts";

type TagSession = Session<OutputOptions & ServiceTagOptions>;

/** One thing that the user asked about. */
type Question =
  | { readonly kind: "prefix"; readonly text: string; readonly prefix: Prefix }
  | { readonly kind: "tag"; readonly tag: ServiceTag };

/**
 * Answers `trueroute tags NAME...`: all names are addresses and prefixes, or all are tags; none:
 * what is installed.
 */
export async function lookUpTags(session: TagSession, names: readonly string[]): Promise<number> {
  if (names.length === 0 && session.options.serviceTags === undefined)
    return showInstalled(session);
  if (names.length === 0)
    throw new UsageError("name an address, a prefix or a service tag to look up");
  const index = requireServiceTags(session);
  const questions = names.map((name) => readQuestion(name, index));
  const prefixes = questions.filter((question) => question.kind === "prefix");
  const tags = questions.filter((question) => question.kind === "tag");
  if (prefixes.length > 0 && tags.length > 0) {
    throw new UsageError(
      "addresses and service tags cannot be looked up in one run",
      "Run trueroute tags once for each.",
    );
  }
  const answer =
    tags.length > 0 ? answerTags(tags, index) : answerPrefixes(prefixes, index, session);
  await printAnswer(session.io, session.options, answer);
  return exitCode.answered;
}

function readQuestion(name: string, index: ServiceTagIndex): Question {
  const ip = parseIp(name);
  if (ip !== undefined) return { kind: "prefix", text: name, prefix: hostPrefix(ip) };
  const tag = index.find(name);
  if (tag !== undefined) return { kind: "tag", tag };
  const cidr = parseCidr(name);
  if (cidr.kind === "prefix") return { kind: "prefix", text: name, prefix: cidr.prefix };
  if (cidr.kind === "hostBits") {
    const remedy = `Write ${formatPrefix(cidr.prefix)} if that is what is meant.`;
    throw new UsageError(`'${name}' has host bits set`, remedy);
  }
  if (/^[\d.:/]+$/.test(name))
    throw new UsageError(`'${name}' is not an address or prefix: ${cidr.reason}`);
  throw unknownTag(name, index);
}

function unknownTag(name: string, index: ServiceTagIndex): UsageError {
  const names = index.tags().map((tag) => tag.name);
  const remedy = suggest(name, names) || "See trueroute tags list.";
  return new UsageError(
    `'${name}' is neither an address nor a service tag of ${index.edition}`,
    remedy,
  );
}

interface Found {
  readonly text: string;
  readonly matches: readonly ServiceTagMatch[];
}

function answerPrefixes(
  questions: readonly Extract<Question, { kind: "prefix" }>[],
  index: ServiceTagIndex,
  { conversation }: TagSession,
): Answer {
  const found = questions.map(
    ({ text, prefix }): Found => ({ text, matches: index.tagsCovering(prefix) }),
  );
  for (const { text, matches } of found) {
    if (matches.length === 0) conversation.note(`no service tag of ${index.edition} holds ${text}`);
  }
  return {
    json: () => ({ changeNumber: index.changeNumber, value: found.map(toDocument) }),
    table: () => ({
      columns: ["Address", "Tag", "Prefix", "Region", "System Service"],
      rows: found.flatMap(({ text, matches }) =>
        matches.map(({ tag, prefix }) => [
          text,
          tag.name,
          formatPrefix(prefix),
          tag.region ?? "",
          tag.systemService,
        ]),
      ),
    }),
  };
}

function toDocument({ text, matches }: Found): unknown {
  const tags = matches.map(({ tag, prefix }) => ({
    tag: tag.name,
    prefix: formatPrefix(prefix),
    kind: tag.kind,
    service: tag.service,
    region: tag.region ?? null,
    systemService: tag.systemService,
  }));
  return { address: text, tags };
}

function answerTags(
  questions: readonly Extract<Question, { kind: "tag" }>[],
  index: ServiceTagIndex,
): Answer {
  const found = questions.map(({ tag }) => ({
    tag,
    prefixes: (index.prefixesOf(tag.name) ?? []).map(formatPrefix),
  }));
  return {
    json: () => ({
      changeNumber: index.changeNumber,
      value: found.map(({ tag, prefixes }) => ({
        tag: tag.name,
        kind: tag.kind,
        service: tag.service,
        region: tag.region ?? null,
        systemService: tag.systemService,
        changeNumber: tag.changeNumber,
        prefixes,
      })),
    }),
    table: () => ({
      columns: ["Tag", "Prefix"],
      rows: found.flatMap(({ tag, prefixes }) => prefixes.map((prefix) => [tag.name, prefix])),
    }),
  };
}
