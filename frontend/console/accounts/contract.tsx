/* How a contract is named, and how its state looks, wherever it is shown. */
import { useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { Badge, type Tone } from "../ui";

const TONES: Record<string, Tone> = { active: "green", suspended: "amber", cancelled: "red", draft: "grey", awaiting_acceptance: "blue", expired: "grey" };

/** Its name, else its number. */
export const contractName = (contract: { name?: string | null; number: number }): string => contract.name || `#${contract.number}`;

export function StateBadge({ state }: { state: string }) {
  const { tr } = useI18n();
  return <Badge tone={TONES[state] ?? "grey"}>{tr.dynamic(`contract-state-${idPart(state)}`) ?? state}</Badge>;
}
