import { type Refusal, refuseByProvider, refuseUnverified } from "./refusal.ts";

/** Microsoft.Compute says it so of what it does not find. */
export function resourceMissing(id: string): Refusal {
  return {
    ...refuseByProvider(404, "NotFound", `Resource ${id} not found.`),
    isVerified: false,
  };
}

export function interfaceOfAnother(nic: string, machine: string): Refusal {
  return refuseUnverified(
    400,
    "NetworkInterfaceOfAnotherMachine",
    `Network interface ${nic} belongs to virtual machine ${machine}. An interface is on one machine.`,
  );
}
