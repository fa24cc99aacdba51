import { isJsonObject } from "../../arm/index.ts";
import type { Check } from "../kind/kind.ts";
import { refuseByProvider } from "../refusal/refusal.ts";
import { propertyOf } from "./properties.ts";

/** ARM-RECORDED.md 6: encryption needs both of its properties. */
export const checkEncryption: Check = ({ row }) => {
  const encryption = propertyOf(row, "encryption");
  if (!isJsonObject(encryption)) return undefined;
  const { enabled, enforcement } = encryption;
  if (enabled !== undefined && enforcement !== undefined) return undefined;
  return refuseByProvider(
    400,
    "MustSpecifyBothEncryptionIntentAndEnforcementPolicy",
    `Cannot encrypt VirtualNetwork ${row.id.text} unless both encryption intent (Enabled true or ` +
      "false) and enforcement policy (AllowUnencrypted or DropUnencrypted) are specified.",
  );
};
