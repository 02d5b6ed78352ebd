import { ChevronDown, X } from "lucide-react";
import { type ReactNode, memo, useState } from "react";
import type { TicketFilter } from "../api/queries";
import { useT } from "../lib/i18n";
import { splitList, toggleIn } from "../lib/plaintext";
import { type Option, PickerPopover } from "../ui";

/** Memoised: a step of the cursor must not draw five menus again. */
export const FilterMenu = memo(function FilterMenu({
  name,
  label,
  options,
  value,
  onChange,
}: {
  name: keyof TicketFilter;
  label: string;
  options: readonly Option[];
  value: string | undefined;
  onChange: (name: keyof TicketFilter, value: string | undefined) => void;
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
          onChange(name, next || undefined);
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
        <button type="button" className="filter-clear" aria-label={t("filter-clear", { filter: label })} onClick={() => onChange(name, undefined)}>
          <X size={13} aria-hidden="true" />
        </button>
      )}
    </span>
  );
});

/** One choice, such as the order of a list. */
export const ChoiceMenu = memo(function ChoiceMenu({
  name,
  label,
  text,
  icon,
  options,
  value,
  onChange,
}: {
  name: keyof TicketFilter;
  label: string;
  text: string;
  icon: ReactNode;
  options: readonly Option[];
  value: string | undefined;
  onChange: (name: keyof TicketFilter, value: string | undefined) => void;
}) {
  const [opened, setOpened] = useState(false);
  return (
    <PickerPopover
      label={label}
      opened={opened}
      onChange={setOpened}
      options={options.map((option) => ({ ...option, current: option.id === value }))}
      onPick={(option) => onChange(name, option.id)}
    >
      <button type="button" className="quiet-button" aria-label={`${label}: ${text}`} aria-haspopup="listbox" aria-expanded={opened} onClick={() => setOpened((is) => !is)}>
        {icon}
        <span className="quiet-label">{text}</span>
      </button>
    </PickerPopover>
  );
});
