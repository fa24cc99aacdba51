import { command } from "../azure-cli/command.ts";
import type { SetIpForwarding } from "../change.ts";
import { withProperty } from "../estate/body.ts";
import { editResource } from "../estate/family.ts";
import { shortName } from "../id.ts";
import { writtenId } from "../telling.ts";
import type { Action } from "./action.ts";

/** Lets a network interface forward packets, or not. */
export const setIpForwarding: Action<SetIpForwarding> = {
  stage: () => "edit",
  needs: ({ nic }) => [{ id: nic, kinds: ["nic"] }],
  apply: (estate, { nic, isOn }) => {
    editResource(estate, nic, (resource) => withProperty(resource, "enableIPForwarding", isOn));
    return undefined;
  },
  describe: ({ nic, isOn }) =>
    `${isOn ? "Enable" : "Disable"} IP forwarding on the network interface ${shortName(nic)}.`,
  commands: ({ nic, isOn }, telling) => {
    const id = writtenId(telling, nic);
    return [command("network nic update", id, ["--name", id.name], ["--ip-forwarding", `${isOn}`])];
  },
  deploys: ({ nic }) => [nic],
  terraform: ({ nic, isOn }, { addresses }) => [
    {
      kind: "edit",
      at: addresses.of(nic),
      body: [{ name: "ip_forwarding_enabled", value: isOn }],
    },
  ],
};
