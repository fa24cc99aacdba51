import { parseArmId } from "../../../src/arm/index.ts";
import type { App, AppSetting } from "../../../src/emulator/index.ts";
import {
  Draft,
  Estate,
  importResource,
  keepRow,
  type Row,
  type World,
} from "../../../src/provider/index.ts";
import { createMemoryStore } from "../../../src/store/index.ts";
import { openBareApp } from "../open-app.ts";
import type { Recording } from "./recording.ts";
import { groupsOf, stubsOf } from "./stage.ts";
import { questionStubs } from "./stage-questions.ts";

/** An app that holds what a recording takes for granted. */
export async function openFor(
  recording: Recording,
  setting: Partial<AppSetting> = {},
): Promise<App> {
  const store = createMemoryStore();
  const draft = new Draft(new Estate());
  const world: World = { guid: () => crypto.randomUUID(), now: () => new Date(0).toISOString() };
  const made = new Set(
    recording.interactions
      .filter((one) => one.method === "PUT" && one.status === 201)
      .map((one) => (one.url.split("?")[0] ?? "").toLowerCase()),
  );
  for (const { id, body } of [...stubsOf(recording), ...questionStubs(recording)]) {
    const parsed = parseArmId(id);
    if (parsed !== undefined) importResource(draft, { id: parsed, body }, world);
  }
  const texts = [...draft.changes].flatMap(([key, row]) =>
    row === undefined ? [] : [{ key, text: JSON.stringify(keepRow(row)) }],
  );
  await store.commit(0, [...texts, ...groupRows(recording, made)]);
  return openBareApp({ store, ...setting });
}

function groupRows(
  recording: Recording,
  made: ReadonlySet<string>,
): readonly { readonly key: string; readonly text: string }[] {
  return groupsOf(recording)
    .filter((id) => !made.has(id.toLowerCase()))
    .map((id, index) => {
      const row: Omit<Row, "id" | "typeKey" | "root"> & { readonly id: string } = {
        id,
        body: { location: "westus" },
        facts: {},
        order: 1_000_000 + index,
        etag: crypto.randomUUID(),
      };
      return { key: id.toLowerCase(), text: JSON.stringify(row) };
    });
}
