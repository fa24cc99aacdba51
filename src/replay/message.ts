/** A message as the table of the application holds it. */
export interface Message {
  /** Day, such as `2023-11-20`. */
  readonly PartitionKey: string;
  /** Ticks of 100 ns from the message's time to midnight, so that new ones sort first. */
  readonly RowKey: string;
  readonly MessageNumber: number;
  readonly MessageTime: string;
  /** `OK`, or the error of the first attempt when it was sent again later. */
  readonly Message: string;
}

const millisecondsPerDay = 86_400_000;
const ticksPerMillisecond = 10_000;

/** Makes a message; `time` is in milliseconds since 1970. */
export function messageOf(time: number, number: number, text: string): Message {
  const moment = new Date(time).toISOString();
  const left = millisecondsPerDay - (time % millisecondsPerDay);
  return {
    PartitionKey: moment.slice(0, 10),
    RowKey: String(left * ticksPerMillisecond),
    MessageNumber: number,
    MessageTime: moment.replace(".000Z", "Z"),
    Message: text,
  };
}

/** Sorts messages as a table does: by both keys, which are texts. */
export function byKeys(a: Message, b: Message): number {
  if (a.PartitionKey !== b.PartitionKey) return a.PartitionKey < b.PartitionKey ? -1 : 1;
  if (a.RowKey !== b.RowKey) return a.RowKey < b.RowKey ? -1 : 1;
  return a.MessageNumber - b.MessageNumber;
}
