/*
 * One list to choose from, by letters, arrows and pointer: the body of the
 * palette, of the assign and priority choosers, and of every property.
 */
import { Modal, Popover } from "@mantine/core";
import { Check } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { useT } from "../lib/i18n";

export interface Option {
  id: string;
  label: string;
  icon?: ReactNode;
  hint?: ReactNode;
  /** Further words that find it. */
  keywords?: string;
  section?: string;
  current?: boolean;
}

/** Every word of the query must start or be in the label or its keywords. */
export function filterOptions(options: readonly Option[], query: string): Option[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...options];
  return options.filter((option) => {
    const text = `${option.label} ${option.keywords ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export interface OptionListProps {
  label: string;
  options: readonly Option[];
  onPick: (option: Option) => void;
  placeholder?: string;
  /** Told of the letters typed; with `external`, the owner filters. */
  onQuery?: (query: string) => void;
  external?: boolean;
  /** A row made from what was typed, such as a new tag. */
  create?: (query: string) => Option | null;
  empty?: ReactNode;
  /** Several may be chosen, the list stays open. */
  multiple?: boolean;
}

export function OptionList(props: OptionListProps) {
  const { label, options, onPick, placeholder, onQuery, external, create, empty, multiple } = props;
  const t = useT();
  const id = useId();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const listRef = useRef<HTMLDivElement>(null);
  const shown = useMemo(() => {
    const found = external ? [...options] : filterOptions(options, query);
    const made = create && query.trim() ? create(query.trim()) : null;
    if (made && !found.some((option) => option.id === made.id)) found.push(made);
    return found;
  }, [options, query, external, create]);
  const at = Math.min(active, Math.max(shown.length - 1, 0));

  useEffect(() => {
    listRef.current?.querySelector("[data-active=true]")?.scrollIntoView({ block: "nearest" });
  }, [at, shown]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" || (event.ctrlKey && event.key === "n") ? 1 : event.key === "ArrowUp" || (event.ctrlKey && event.key === "p") ? -1 : 0;
    if (step !== 0 && shown.length > 0) {
      event.preventDefault();
      setActive((at + step + shown.length) % shown.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const option = shown[at];
      if (option) onPick(option);
    }
  };

  let section: string | undefined;
  return (
    <div className="option-box">
      <input
        // The list was just asked for; typing must go into it.
        data-autofocus
        autoFocus
        className="option-input"
        role="combobox"
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-activedescendant={shown[at] ? `${id}-${at}` : undefined}
        aria-label={label}
        placeholder={placeholder ?? label}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
          onQuery?.(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={listRef} className="option-list" id={`${id}-list`} role="listbox" aria-label={label} aria-multiselectable={multiple || undefined} tabIndex={-1}>
        {shown.map((option, index) => {
          const heading = option.section !== section ? option.section : undefined;
          section = option.section;
          return (
            <div key={option.id} role="presentation">
              {heading && (
                <div className="option-heading" role="presentation">
                  {heading}
                </div>
              )}
              <div
                id={`${id}-${index}`}
                role="option"
                aria-selected={option.current ?? false}
                data-active={index === at}
                className="option"
                onPointerMove={() => setActive(index)}
                onClick={() => onPick(option)}
              >
                {option.icon && <span className="option-icon">{option.icon}</span>}
                <span className="option-label">{option.label}</span>
                {option.hint && <span className="option-hint">{option.hint}</span>}
                {option.current && <Check size={15} aria-hidden="true" className="option-check" />}
              </div>
            </div>
          );
        })}
      </div>
      {shown.length === 0 && <div className="option-none">{empty ?? t("nothing-found")}</div>}
    </div>
  );
}

export function PickerModal({ onClose, ...list }: OptionListProps & { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={list.label} classNames={{ header: "sr-only" }} withCloseButton={false} padding={0} size={460} yOffset="14vh" radius="lg">
      <OptionList
        {...list}
        onPick={(option) => {
          if (!list.multiple) onClose();
          list.onPick(option);
        }}
      />
    </Modal>
  );
}

export function PickerPopover({
  children,
  opened,
  onChange,
  ...list
}: OptionListProps & { children: ReactNode; opened: boolean; onChange: (opened: boolean) => void }) {
  return (
    <Popover opened={opened} onChange={onChange} position="bottom-start" width={260} trapFocus returnFocus withinPortal>
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown p={0} aria-label={list.label}>
        <OptionList
          {...list}
          onPick={(option) => {
            if (!list.multiple) onChange(false);
            list.onPick(option);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
