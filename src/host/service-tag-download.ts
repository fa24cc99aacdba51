import { basename } from "node:path";
import { downloadPage, fileRemedy, ServiceTagError } from "./service-tag-error.ts";
import type { ServiceTagContent } from "./service-tag-file.ts";

/** Bounds of a download. */
export interface DownloadLimits {
  /** Whole download, in milliseconds. */
  readonly timeoutMs: number;
  /** In bytes. Editions have grown from 3 to 5 MB in a few years. */
  readonly maxBytes: number;
  readonly maxRedirects: number;
}

const defaultLimits: DownloadLimits = {
  timeoutMs: 60_000,
  maxBytes: 64 * 2 ** 20,
  maxRedirects: 5,
};

/**
 * Fetches the service-tag file: from its own URL, or by way of Microsoft's download page, whose
 * link is followed once. Only https, and http to this very machine. Throws `ServiceTagError`.
 */
export async function downloadServiceTags(
  url: string,
  limits: Partial<DownloadLimits> = {},
): Promise<ServiceTagContent> {
  const bounds = { ...defaultLimits, ...limits };
  const signal = AbortSignal.timeout(bounds.timeoutMs);
  const page = await fetchBounded(checkUrl(url), bounds, signal);
  if (!isHtml(page)) return contentOf(page);
  const link = findFileLink(page);
  if (link === undefined) {
    throw new ServiceTagError(
      `${page.url} is a web page without a link to a ServiceTags_*.json file`,
      `Give the file's own URL, or ${downloadPage}.`,
    );
  }
  return contentOf(await fetchBounded(link, bounds, signal));
}

interface Fetched {
  readonly url: URL;
  readonly bytes: Uint8Array;
  readonly modified: string | null;
}

async function fetchBounded(
  start: URL,
  bounds: DownloadLimits,
  signal: AbortSignal,
): Promise<Fetched> {
  let url = start;
  for (let hops = 0; hops <= bounds.maxRedirects; hops += 1) {
    const response = await request(url, signal, bounds);
    const location = response.headers.get("location");
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel();
      url = checkUrl(new URL(location, url).href);
      continue;
    }
    if (!response.ok) {
      throw new ServiceTagError(
        `${url} answered ${response.status} ${response.statusText}`,
        fileRemedy,
      );
    }
    const bytes = await readBounded(response, url, bounds);
    return { url, bytes, modified: response.headers.get("last-modified") };
  }
  throw new ServiceTagError(
    `${start} redirects more than ${bounds.maxRedirects} times`,
    fileRemedy,
  );
}

async function request(url: URL, signal: AbortSignal, bounds: DownloadLimits): Promise<Response> {
  try {
    return await fetch(url, { redirect: "manual", signal, headers: { "user-agent": "trueroute" } });
  } catch (error) {
    throw networkError(url, error, bounds);
  }
}

async function readBounded(
  response: Response,
  url: URL,
  bounds: DownloadLimits,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of response.body ?? []) {
      size += part.byteLength;
      if (size > bounds.maxBytes) break;
      parts.push(part);
    }
  } catch (error) {
    throw networkError(url, error, bounds);
  }
  if (size > bounds.maxBytes) {
    throw new ServiceTagError(
      `${url} is larger than ${bounds.maxBytes} bytes, too large for this file`,
      fileRemedy,
    );
  }
  return Buffer.concat(parts);
}

function networkError(url: URL, error: unknown, { timeoutMs }: DownloadLimits): ServiceTagError {
  const isTimeout = error instanceof Error && error.name === "TimeoutError";
  const reason = isTimeout ? `no answer within ${timeoutMs / 1000} s` : deepestReason(error);
  return new ServiceTagError(`cannot fetch ${url}: ${reason}`, fileRemedy, error);
}

// fetch says "fetch failed" and keeps the reason in a chain of causes.
function deepestReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError && error.errors.length > 0)
    return deepestReason(error.errors[0]);
  return error.cause === undefined ? error.message : deepestReason(error.cause);
}

function checkUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new ServiceTagError(`'${text}' is not a URL`, fileRemedy);
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol === "https:" || (url.protocol === "http:" && isLoopback)) return url;
  throw new ServiceTagError(`${text} is refused: only https is fetched`, fileRemedy);
}

function isHtml({ bytes }: Fetched): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 512)).trimStart();
  return start.startsWith("<");
}

function findFileLink({ bytes, url }: Fetched): URL | undefined {
  const text = new TextDecoder().decode(bytes);
  const link = /[^"'\s<>=]*ServiceTags_[A-Za-z]+_\d{8}\.json/.exec(text)?.[0];
  return link === undefined
    ? undefined
    : checkUrl(new URL(link.replaceAll("&amp;", "&"), url).href);
}

function contentOf({ url, bytes, modified }: Fetched): ServiceTagContent {
  const time = modified === null ? Number.NaN : Date.parse(modified);
  const date = Number.isNaN(time) ? new Date() : new Date(time);
  return { bytes, name: basename(url.pathname), modified: date, source: url.href };
}
