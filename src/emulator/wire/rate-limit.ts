/**
 * How many requests a client may still send, as ARM says it. Nobody is limited here: a bucket is
 * always as full as Azure's is after one request (ARM-RECORDED.md 2).
 */
export function rateLimitHeaders(method: string): Readonly<Record<string, string>> {
  switch (method) {
    case "GET":
    case "HEAD":
      return { "x-ms-ratelimit-remaining-subscription-global-reads": "7499" };
    case "DELETE":
      return {
        "x-ms-ratelimit-remaining-subscription-deletes": "399",
        "x-ms-ratelimit-remaining-subscription-global-deletes": "5999",
      };
    default:
      return {
        "x-ms-ratelimit-remaining-subscription-writes": "399",
        "x-ms-ratelimit-remaining-subscription-global-writes": "5999",
      };
  }
}
