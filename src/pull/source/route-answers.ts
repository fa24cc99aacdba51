import {
  isJsonObject,
  type JsonObject,
  peekProperty,
  type Resource,
  typeKeys,
} from "../../arm/index.ts";
import { readText } from "../../intake/on-demand/index.ts";
import type { Gathered } from "../estate/gathered.ts";
import { describeProblem } from "../problem.ts";
import { versionOf } from "../type/pulled-type.ts";
import type { Ask } from "../wire/ask.ts";
import { inTurn } from "../wire/in-turn.ts";
import type { Job } from "./job.ts";

/** A question about routes that one resource is asked. */
interface Question {
  readonly about: Resource;
  /** Below the id of the resource. */
  readonly action: string;
  readonly body?: JsonObject;
  /** What an answer is, in the words of docs/snapshot.md. */
  readonly kind: "learnedRoutes" | "circuitRoutes" | "effectiveRoutes" | "hubRoutes";
  /** Which part of the resource the answer is about; absent: all of it. */
  readonly part?: string;
  /** For people: `the routes that ... has learned`. */
  readonly what: string;
}

/** An answer about routes, as it lies in a snapshot. */
export interface RouteAnswer {
  readonly id: string;
  readonly kind: Question["kind"];
  readonly value: readonly unknown[];
}

/**
 * Asks gateways, circuits and BGP peers for the routes that they have learned, and adds these as
 * facts. Takes Azure some seconds for each.
 */
export async function addLearnedRoutes(job: Job, gathered: Gathered): Promise<void> {
  const questions = inOrder(gathered).flatMap(learnedQuestions);
  const answers = await askEach(job, questions, "asking for learned routes of");
  for (const [index, body] of answers.entries()) {
    const question = questions[index];
    if (question === undefined || body === undefined) continue;
    gathered.add(await factsOf(question, body));
  }
}

/**
 * Asks interfaces of machines that may run, and tables of virtual hubs, for their effective routes.
 * Takes Azure some seconds for each.
 */
export async function askEffectiveRoutes(
  job: Job,
  gathered: Gathered,
): Promise<readonly RouteAnswer[]> {
  const questions = inOrder(gathered).flatMap(effectiveQuestions);
  const answers = await askEach(job, questions, "asking for effective routes of");
  return answers.flatMap((body, index) => {
    const question = questions[index];
    const value = body?.["value"];
    if (question === undefined || !Array.isArray(value)) return [];
    return [{ id: question.about.id.text, kind: question.kind, value }];
  });
}

function inOrder(gathered: Gathered): readonly Resource[] {
  return [...gathered.resources()].sort((a, b) => (a.id.key < b.id.key ? -1 : 1));
}

function learnedQuestions(about: Resource): readonly Question[] {
  const what = `what ${about.id.text} has learned`;
  switch (about.typeKey) {
    case typeKeys.gateway:
      return [{ about, action: "getLearnedRoutes", kind: "learnedRoutes", what }];
    case typeKeys.bgpConnection:
      return [{ about, action: "learnedRoutes", kind: "learnedRoutes", what }];
    case typeKeys.circuit:
      return hasPrivatePeering(about)
        ? ["primary", "secondary"].map((part) => ({
            about,
            action: `peerings/AzurePrivatePeering/routeTables/${part}`,
            kind: "circuitRoutes" as const,
            part,
            what: `the ${part} route table of ${about.id.text}`,
          }))
        : [];
    default:
      return [];
  }
}

function hasPrivatePeering({ body }: Resource): boolean {
  const peerings = peekProperty(body, "peerings");
  return (
    Array.isArray(peerings) &&
    peerings.some((one: unknown) => isJsonObject(one) && one["name"] === "AzurePrivatePeering")
  );
}

function effectiveQuestions(about: Resource): readonly Question[] {
  const what = `the effective routes of ${about.id.text}`;
  switch (about.typeKey) {
    case typeKeys.nic:
      return isJsonObject(peekProperty(about.body, "virtualMachine"))
        ? [{ about, action: "effectiveRouteTable", kind: "effectiveRoutes", what }]
        : [];
    case typeKeys.hubRouteTable: {
      const body = { resourceId: about.id.text, virtualWanResourceType: "RouteTable" };
      return [{ about, action: "../../effectiveRoutes", body, kind: "hubRoutes", what }];
    }
    default:
      return [];
  }
}

async function askEach(
  job: Job,
  questions: readonly Question[],
  activity: string,
): Promise<readonly (JsonObject | undefined)[]> {
  let done = 0;
  let stopped = 0;
  const answers = await inTurn(questions, job.concurrency, async (question) => {
    job.progress.report(`${activity} ${question.about.id.name}`, { done, total: questions.length });
    const reply = await job.client.ask(toAsk(question));
    done += 1;
    if (reply.kind === "answer") return isJsonObject(reply.body) ? reply.body : undefined;
    if (reply.kind === "refused" && isStopped(reply.code)) stopped += 1;
    else job.report(describeProblem(question.what, question.about.id.text, reply));
    return undefined;
  });
  if (stopped > 0) {
    const who = stopped === 1 ? "1 interface has" : `${stopped} interfaces have`;
    job.note(`${who} no effective routes, because no machine that runs is there`);
  }
  return answers;
}

function toAsk({ about, action, body }: Question): Ask {
  const { pathname } = new URL(`${about.id.text}/${action}`, "https://none");
  const path = `${pathname}?api-version=${versionOf(about.typeKey)}`;
  return { method: "POST", path, ...(body === undefined ? {} : { body }) };
}

// NicMustBeAttachedToRunningVmToGetEffectiveRoutes
function isStopped(code: string): boolean {
  return /^NicMustBeAttachedToRunningVm/i.test(code);
}

// What an answer means is known to intake; the name of the file tells the path of a circuit.
async function factsOf(
  { about, kind, part }: Question,
  body: JsonObject,
): Promise<readonly JsonObject[]> {
  const file = part === undefined ? "answer.json" : `answer.${part}.route-tables.json`;
  const text = JSON.stringify({ ...body, id: about.id.text, kind });
  const { resources } = await readText({ file, text });
  return resources.map(({ id, body: fact }) => ({
    ...fact,
    id: id.text,
    type: id.type,
    name: id.name,
  }));
}
