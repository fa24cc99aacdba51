import {
  formatDuration,
  type Replay,
  readScenario,
  replay,
  type Scenario,
  summarize,
  tcpSentence,
} from "../../replay/index.ts";
import { type Answer, printAnswer } from "../answer/print-answer.ts";
import { formatTable, type Table } from "../answer/table.ts";
import { readDocumentFile } from "../documents/read-document.ts";
import { exitCode, exitCodeOf } from "../exit-code.ts";
import type { SnapshotOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { type FollowedStage, followStages } from "./follow-stages.ts";

/** Replays a scenario. */
export async function showReplay(
  session: Session<SnapshotOptions>,
  [file = ""]: readonly string[],
): Promise<number> {
  const scenario = await readDocumentFile(session, file, (value) => {
    const { scenario: content, mistakes } = readScenario(value);
    return { content, mistakes };
  });
  if (scenario === undefined) return exitCode.badInput;
  const stages = await followStages(session, file, scenario);
  if (stages === undefined) return exitCode.badInput;
  const result = replay(scenario, stages);
  await printAnswer(session.io, session.options, replayAnswer(scenario, result, stages));
  const { conversation, options } = session;
  conversation.note(`assumed: ${tcpSentence(scenario.application)}`);
  for (const assumption of new Set(stages.flatMap(({ assumptions }) => assumptions))) {
    conversation.note(`assumed: ${assumption}`);
  }
  // How TCP repeats packets is always taken for granted.
  return exitCodeOf({ hasFindings: false, hasAssumptions: true }, options);
}

function replayAnswer(
  scenario: Scenario,
  result: Replay,
  stages: readonly FollowedStage[],
): Answer {
  const summary = summarize(scenario, result, stages);
  return {
    json: () => ({
      start: clock(scenario, 0),
      duration: formatDuration(scenario.duration),
      summary,
      stages: stages.map(({ from, layers, way, disposition, story }) => ({
        from: clock(scenario, from),
        layers,
        way: way.kind,
        disposition,
        story,
      })),
      gaps: result.gaps.map(({ from, to, failed, errors }) => ({
        ...(from === undefined ? {} : { from: clock(scenario, from) }),
        ...(to === undefined ? {} : { to: clock(scenario, to) }),
        seconds: ((to ?? scenario.duration) - (from ?? 0)) / 1000,
        failed,
        errors,
      })),
      sent: result.sent,
      lost: result.lost,
      messages: result.messages,
    }),
    table: () => messageTable(result),
    text: () => `${formatTable(messageTable(result))}\n${summary.join("\n")}\n`,
  };
}

function messageTable({ messages }: Replay): Table {
  return {
    columns: ["PartitionKey", "RowKey", "MessageNumber", "MessageTime", "Message"],
    rows: messages.map((one) => [
      one.PartitionKey,
      one.RowKey,
      String(one.MessageNumber),
      one.MessageTime,
      one.Message,
    ]),
  };
}

function clock({ start }: Scenario, time: number): string {
  return new Date(start + time).toISOString().replace(".000Z", "Z");
}
