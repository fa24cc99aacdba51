import { isJsonObject, type JsonObject, type Resource } from "../../arm/index.ts";
import { command } from "../azure-cli/command.ts";
import type { SetTag } from "../change.ts";
import { withOuter } from "../estate/body.ts";
import { editResource, findResource } from "../estate/family.ts";
import { shortName } from "../id.ts";
import { writtenId } from "../telling.ts";
import type { Value } from "../terraform/block.ts";
import type { Action } from "./action.ts";

/** Gives a resource a tag. */
export const setTag: Action<SetTag> = {
  stage: () => "edit",
  needs: ({ resource }) => [{ id: resource }],
  apply: (estate, { resource: id, name, value }) => {
    editResource(estate, id, (resource) =>
      withOuter(resource, "tags", tagged(resource, name, value)),
    );
    return undefined;
  },
  describe: ({ resource, name, value }) =>
    `Give ${shortName(resource)} the tag ${name} with the value ${value}.`,
  commands: ({ resource, name, value }, telling) => {
    const id = writtenId(telling, resource);
    return [
      command(
        "tag update",
        id,
        ["--resource-id", id.text],
        ["--operation", "Merge"],
        ["--tags", `${name}=${value}`],
      ),
    ];
  },
  deploys: ({ resource }) => [resource],
  terraform: ({ resource }, { addresses, after }) => [
    {
      kind: "edit",
      at: addresses.of(resource),
      body: [{ name: "tags", value: { object: tagsOf(findResource(after, resource)) } }],
    },
  ],
};

// Names of tags meet without regard to case; PE-12 reads its own with regard to it, so that the
// name as it is wanted takes the place of the other.
function tagged({ body }: Resource, name: string, value: string): JsonObject {
  const { tags } = body;
  const before = isJsonObject(tags) ? Object.entries(tags) : [];
  const kept = before.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  return Object.fromEntries([...kept, [name, value]]);
}

function tagsOf(resource: Resource | undefined): Readonly<Record<string, Value>> {
  const tags = resource?.body["tags"];
  const entries = isJsonObject(tags) ? Object.entries(tags) : [];
  return Object.fromEntries(entries.map(([name, value]) => [name, `${value}`]));
}
