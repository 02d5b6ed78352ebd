import { ChevronDown, X } from "lucide-react";
import { useState } from "react";
import { useT } from "../lib/i18n";
import { splitList, toggleIn } from "../lib/plaintext";
import { type Option, PickerPopover } from "../ui";

export function FilterMenu({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: readonly Option[];
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const chosen = splitList(value);
  const names = chosen.map((id) => options.find((option) => option.id === id)?.label ?? id);
  const set = chosen.length > 0;
  return (
    <span className={`filter${set ? " filter-set" : ""}`}>
      <PickerPopover
        label={label}
        opened={opened}
        onChange={setOpened}
        multiple
        options={options.map((option) => ({ ...option, current: chosen.includes(option.id) }))}
        onPick={(option) => {
          const next = toggleIn(chosen, option.id).join(",");
          onChange(next || undefined);
        }}
      >
        <button type="button" className="filter-button" aria-haspopup="listbox" aria-expanded={opened} onClick={() => setOpened((is) => !is)}>
          <span>{label}</span>
          {set && (
            <strong>
              {names[0]}
              {names.length > 1 ? ` +${names.length - 1}` : ""}
            </strong>
          )}
          {!set && <ChevronDown size={14} aria-hidden="true" />}
        </button>
      </PickerPopover>
      {set && (
        <button type="button" className="filter-clear" aria-label={t("filter-clear", { filter: label })} onClick={() => onChange(undefined)}>
          <X size={13} aria-hidden="true" />
        </button>
      )}
    </span>
  );
}
