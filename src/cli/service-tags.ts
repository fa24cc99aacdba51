import { downloadPage, loadServiceTags, ServiceTagError } from "../host/index.ts";
import type { ServiceTagIndex } from "../servicetag/index.ts";
import type { OutputOptions, ServiceTagOptions } from "./options.ts";
import { dataFolderOf, resolvePath, type Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

type TagSession = Session<OutputOptions & ServiceTagOptions>;

/**
 * Opens the service tags for a command that also works without them. `undefined`: none is
 * installed, or what is installed is damaged, which is said. Throws `ServiceTagError` for a file
 * that the user named.
 */
export function openServiceTags(session: TagSession): ServiceTagIndex | undefined {
  try {
    return load(session);
  } catch (error) {
    const isInstalled = session.options.serviceTags === undefined;
    if (!(isInstalled && error instanceof ServiceTagError)) throw error;
    session.conversation.warn(error.message, error.remedy);
    return undefined;
  }
}

/** Opens the service tags for a command that has nothing to say without them. */
export function requireServiceTags(session: TagSession): ServiceTagIndex {
  const index = load(session);
  if (index !== undefined) return index;
  throw new UsageError(
    "no service-tag file is installed",
    `Download Microsoft's file from ${downloadPage}, then: trueroute tags update --file PATH; or give --service-tags FILE.`,
  );
}

function load({ io, options }: TagSession): ServiceTagIndex | undefined {
  const { serviceTags } = options;
  const folder = dataFolderOf(io);
  return serviceTags === undefined
    ? loadServiceTags({ folder })
    : loadServiceTags({ folder, file: resolvePath(io, serviceTags) });
}
