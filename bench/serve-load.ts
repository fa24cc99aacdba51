// Load over real sockets: some connections, each with one request after the other.
import { Agent, request } from "node:https";

/** One request of a load, and the status that its answer must have. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly expect: number;
}

/** What a load has measured. */
export interface LoadResult {
  readonly perSecond: number;
  /** The time that 99 of 100 answers take at most. */
  readonly p99Ms: number;
}

/** A server to put load on. */
export interface Target {
  readonly address: string;
  readonly agent: Agent;
  headersOf(path: string): Record<string, string>;
}

/** Connections of a load, which trust any certificate: both servers have the same. */
export function createAgent(connections: number): Agent {
  return new Agent({ keepAlive: true, maxSockets: connections, rejectUnauthorized: false });
}

/** Sends calls for some time over all connections. Throws when an answer is not what it must be. */
export async function load(
  target: Target,
  {
    next,
    connections,
    ms,
  }: { readonly next: (count: number) => Call; readonly connections: number; readonly ms: number },
): Promise<LoadResult> {
  const times: number[] = [];
  let count = 0;
  const began = performance.now();
  const work = async (): Promise<void> => {
    while (performance.now() - began < ms) {
      const before = performance.now();
      await send(target, next(count++));
      times.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  const took = performance.now() - began;
  times.sort((a, b) => a - b);
  return {
    perSecond: (times.length / took) * 1000,
    p99Ms: times[Math.min(times.length - 1, Math.floor(times.length * 0.99))] ?? 0,
  };
}

/** Sends one call; gives the body. Throws when the status is another one. */
export function send(target: Target, { method, path, body, expect }: Call): Promise<string> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(
      `${target.address}${path}`,
      { method, agent: target.agent, headers: target.headersOf(path) },
      (response) => {
        let answer = "";
        response.setEncoding("utf8");
        response.on("data", (part) => {
          answer += part;
        });
        response.on("end", () => {
          if (response.statusCode === expect) resolve(answer);
          else
            reject(new Error(`${method} ${path}: ${response.statusCode} ${answer.slice(0, 300)}`));
        });
        response.on("error", reject);
      },
    );
    sent.on("error", reject);
    sent.end(text);
  });
}
