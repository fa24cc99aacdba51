import { Agent, request } from "node:https";
import { createFileError } from "../file-system.ts";
import type { AskLocally, LocalReply, LocalRequest } from "../local-request.ts";

// A server on this machine answers at once, or it hangs.
const timeoutMs = 10_000;
const mostBytes = 16 * 2 ** 20;

/**
 * Asks servers over HTTPS, past every proxy. Requests that follow each other share a connection, which
 * keeps no process alive.
 */
export function createAskLocally(): AskLocally {
  const agents = new Map<string, Agent>();
  const agentFor = (authority: string): Agent => {
    const agent = agents.get(authority) ?? new Agent({ keepAlive: true, ca: authority });
    agents.set(authority, agent);
    return agent;
  };
  return (asked) => ask(asked, agentFor(asked.authority));
}

function ask({ url, bearer, form }: LocalRequest, agent: Agent): Promise<LocalReply> {
  const body = form === undefined ? undefined : new URLSearchParams(form).toString();
  const headers = {
    ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    ...(body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
  };
  const method = body === undefined ? "GET" : "POST";
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { agent, method, headers, timeout: timeoutMs }, (incoming) => {
      const parts: Buffer[] = [];
      let size = 0;
      incoming.on("data", (part: Buffer) => {
        size += part.length;
        if (size > mostBytes) outgoing.destroy(createFileError("EMSGSIZE"));
        parts.push(part);
      });
      incoming.once("error", reject);
      incoming.once("end", () => {
        resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(parts).toString("utf8") });
      });
    });
    outgoing.once("timeout", () => outgoing.destroy(createFileError("ESOCKETTIMEDOUT")));
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}
