import { expect, test } from "vitest";
import { Story } from "./story.ts";

/** One refusal: what leads to it, what is asked, and what the client is told. */
export interface RefusalRow {
  /** Rule of ROUTING.md 10 or a few words. */
  readonly rule: string;
  readonly given?: readonly ((story: Story) => Promise<unknown>)[];
  readonly asked: (story: Story) => Promise<unknown>;
  readonly status?: number;
  readonly code: string;
  readonly message: string;
}

/** Runs a table of refusals, each on a server of its own. */
export function testRefusals(rows: readonly RefusalRow[]): void {
  test.each(rows)("$rule: $code", async ({ given = [], asked, status = 400, code, message }) => {
    const story = await Story.begin();
    for (const step of given) await step(story);
    const refused = await asked(story).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ statusCode: status, code });
    expect((refused as Error).message.split("\n")[0]?.trim()).toBe(message);
  });
}
