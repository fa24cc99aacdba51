import { regionOf, regions, type ServiceTag } from "../../servicetag/index.ts";
import { printAnswer } from "../answer/print-answer.ts";
import { exitCode } from "../exit-code.ts";
import { suggest } from "../nearest.ts";
import type { OutputOptions, ServiceTagOptions } from "../options.ts";
import { requireServiceTags } from "../service-tags.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

/** Options of `trueroute tags list`. */
export interface ListOptions extends OutputOptions, ServiceTagOptions {
  readonly service?: string;
  readonly region?: string;
}

/** Answers `trueroute tags list`. */
export async function listTags(session: Session<ListOptions>): Promise<number> {
  const { io, options } = session;
  const all = requireServiceTags(session).tags();
  const inRegion = options.region === undefined ? all : tagsInRegion(all, options.region);
  const tags =
    options.service === undefined ? inRegion : tagsOfService(inRegion, options.service, all);
  await printAnswer(io, options, {
    json: () => ({
      value: tags.map(({ name, region, isAggregate: _, ...rest }) => ({
        tag: name,
        region: region ?? null,
        ...rest,
      })),
    }),
    table: () => ({
      columns: ["Tag", "Kind", "Region", "System Service", "Prefixes", "Used By"],
      rows: tags.map((tag) => [
        tag.name,
        tag.kind,
        tag.region ?? "",
        tag.systemService,
        String(tag.prefixCount),
        tag.features.join(" "),
      ]),
    }),
  });
  return exitCode.answered;
}

function tagsInRegion(tags: readonly ServiceTag[], text: string): readonly ServiceTag[] {
  const wanted = regionOf(text)?.location ?? text.toLowerCase();
  const found = tags.filter(({ region }) => region === wanted);
  if (found.length > 0) return found;
  const hint = suggest(
    text,
    regions.map(({ location }) => location),
  );
  throw new UsageError(
    `no service tag is of region '${text}'`,
    hint || "Regions are written as in ARM: westeurope.",
  );
}

function tagsOfService(
  tags: readonly ServiceTag[],
  text: string,
  all: readonly ServiceTag[],
): readonly ServiceTag[] {
  const wanted = text.toLowerCase();
  const isOf = ({ service, systemService }: ServiceTag) =>
    service.toLowerCase() === wanted || systemService.toLowerCase() === wanted;
  if (!all.some(isOf)) {
    const hint = suggest(
      text,
      all.flatMap(({ service, systemService }) => [service, systemService]),
    );
    throw new UsageError(
      `no service tag is of service '${text}'`,
      hint || "See trueroute tags list.",
    );
  }
  return tags.filter(isOf);
}
