import { resolve } from "node:path";
import type { Command } from "commander";
import { userDataFolder } from "../host/index.ts";
import { type Conversation, createConversation } from "./conversation.ts";
import type { Io } from "./io.ts";
import type { ConversationOptions, OutputOptions } from "./options.ts";

/** One run of one command. */
export interface Session<O extends ConversationOptions = OutputOptions> {
  readonly io: Io;
  readonly options: O;
  readonly conversation: Conversation;
}

/** Carries a command out; gives the exit code. */
export type Action<O extends ConversationOptions> = (
  session: Session<O>,
  operands: readonly string[],
) => Promise<number>;

/** What command definitions need of the frame around them. */
export interface Frame {
  readonly io: Io;
  /**
   * Makes an action fit for `Command.action`: collects options and operands, keeps the exit code.
   */
  act<O extends ConversationOptions>(action: Action<O>): (...inputs: unknown[]) => Promise<void>;
}

/** Creates a frame; `settle` gets the exit code of the command that ran. */
export function createFrame(io: Io, settle: (code: number) => void): Frame {
  return {
    io,
    act:
      <O extends ConversationOptions>(action: Action<O>) =>
      async (...inputs: unknown[]): Promise<void> => {
        // Commander gives the operands, then the options, then the command.
        const command = inputs.at(-1) as Command;
        const options = command.optsWithGlobals<O>();
        const conversation = createConversation(io, options);
        settle(await action({ io, options, conversation }, operandsOf(inputs)));
      },
  };
}

function operandsOf(inputs: readonly unknown[]): readonly string[] {
  return inputs
    .slice(0, -2)
    .flatMap((input) => (input === undefined ? [] : (input as string | string[])));
}

/** The user's data folder. */
export function dataFolderOf({ platform, environment }: Io): string {
  return userDataFolder(platform, environment);
}

/** A path that the user gave, from the folder that the user stands in. */
export function resolvePath({ folder }: Io, path: string): string {
  return resolve(folder, path);
}
