/**
 * host: the world as Node gives it: files, the user's folders, the network.
 *
 * Takes paths and URLs; gives contents, opened service tags and clear errors.
 * Invariant: what is written is written whole or not at all; every error that leaves here says what to do about it.
 * Does not know commands, how a message is printed, or what the contents mean.
 */
export { type DownloadLimits, downloadServiceTags } from "./service-tag-download.ts";
export { downloadPage, ServiceTagError } from "./service-tag-error.ts";
export {
  openServiceTagFile,
  readServiceTagFile,
  type ServiceTagContent,
  type ServiceTagEdition,
} from "./service-tag-file.ts";
export {
  type EditionSlot,
  type Installation,
  installServiceTags,
  loadServiceTags,
  openInstalled,
} from "./service-tag-store.ts";
