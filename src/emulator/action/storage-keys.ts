import { storageKeys } from "../../provider/index.ts";
import type { Question } from "../question/ask.ts";

/** `listKeys` of a storage account: keys for clients that insist on some. */
export const listStorageKeys: Question = (_request, { id }, { keeper }) => {
  const row = id === undefined ? undefined : keeper.estate.find(id.key);
  return row === undefined ? undefined : storageKeys(row, btoa);
};
