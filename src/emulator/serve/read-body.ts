import type { IncomingMessage } from "node:http";

/** What came of reading a body. `lost`: the client went away. */
export type BodyReading = Buffer | "tooLarge" | "lost";

/** Whether the headers say already that a body is too large. */
export function announcesTooMuch({ headers }: IncomingMessage, limit: number): boolean {
  return Number(headers["content-length"] ?? 0) > limit;
}

/** Reads a body, at most `limit` bytes of it. Never rejects. */
export function readBody(incoming: IncomingMessage, limit: number): Promise<BodyReading> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (reading: BodyReading): void => {
      incoming.off("data", take).off("end", finish).off("close", lose).off("error", lose);
      resolve(reading);
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > limit) end("tooLarge");
      else chunks.push(chunk);
    };
    const finish = (): void => end(Buffer.concat(chunks));
    const lose = (): void => end("lost");
    incoming.on("data", take).on("end", finish).on("close", lose).on("error", lose);
  });
}
