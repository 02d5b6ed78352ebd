/* Fields that know their key: what is wrong with them, what the linter says, and whether they may be changed. */
import { Plus, X } from "lucide-react";
import { type ReactNode, createContext, useContext, useId } from "react";
import { useI18n } from "../lib/i18n";
import { Button, Checkbox, MultiSelect, Select, Switch, TagsInput, TextInput } from "../ui";
import { durationWords, parseDuration, parseTime, writeDuration } from "./duration";

export interface Note {
  text: string;
  tone: "red" | "amber" | "blue";
}
interface Edit {
  wrong: Readonly<Record<string, string>>;
  notes: Readonly<Record<string, readonly Note[]>>;
  readOnly: boolean;
  /** Told when a field is changed: what was wrong with it is answered. */
  touch?: (k: string) => void;
}
const Context = createContext<Edit>({ wrong: {}, notes: {}, readOnly: false });
export const EditProvider = Context.Provider;
export const useEdit = (): Edit => useContext(Context);

const NO_NOTES: readonly Note[] = [];
export function useField(k: string): { error: string | undefined; notes: readonly Note[]; readOnly: boolean; touch: () => void } {
  const edit = useContext(Context);
  return { error: edit.wrong[k], notes: edit.notes[k] ?? NO_NOTES, readOnly: edit.readOnly, touch: () => edit.touch?.(k) };
}

export function Notes({ notes }: { notes: readonly Note[] }) {
  return (
    <>
      {notes.map((note) => (
        <span key={note.text} className={`note note-${note.tone}`}>
          {note.text}
        </span>
      ))}
    </>
  );
}

/** Holds a field, marks it when it is wrong, and tells under it what is known of it. */
function Slot({ k, children, className }: { k: string; children: ReactNode; className?: string | undefined }) {
  const { error, notes } = useField(k);
  return (
    <div className={`slot ${className ?? ""}`} data-field={k} data-wrong={error ? "true" : undefined}>
      {children}
      <Notes notes={notes} />
    </div>
  );
}

interface Common {
  k: string;
  label: string;
  hint?: ReactNode;
  /** The label is for ears only: a heading of the table says it to eyes. */
  bare?: boolean;
  className?: string;
}
const named = (label: string, bare: boolean | undefined) => (bare ? { "aria-label": label } : { label });

export function TextField({
  k, label, hint, bare, className, value, onChange, onBlur, placeholder, type, mode, suffix, required,
}: Common & { value: string; onChange: (value: string) => void; onBlur?: () => void; placeholder?: string; type?: string; mode?: "decimal" | "numeric"; suffix?: ReactNode; required?: boolean }) {
  const { error, readOnly, touch } = useField(k);
  return (
    <Slot k={k} className={className}>
      <TextInput
        {...named(label, bare)}
        description={hint}
        size={bare ? "xs" : "sm"}
        value={value}
        type={type ?? "text"}
        inputMode={mode}
        placeholder={placeholder ?? ""}
        readOnly={readOnly}
        error={error}
        required={required ?? false}
        withAsterisk={false}
        autoComplete="off"
        rightSection={suffix}
        rightSectionWidth={suffix ? "auto" : undefined}
        rightSectionPointerEvents="none"
        onChange={(event) => {
          touch();
          onChange(event.currentTarget.value);
        }}
        onBlur={onBlur}
      />
    </Slot>
  );
}

/** A duration in words; leaving the field writes it out as it was understood. */
export function DurationField({ value, onChange, ...rest }: Common & { value: string; onChange: (value: string) => void; placeholder?: string }) {
  const { tr } = useI18n();
  return (
    <TextField
      {...rest}
      value={value}
      onChange={onChange}
      onBlur={() => {
        const seconds = parseDuration(value);
        if (seconds !== null) onChange(writeDuration(seconds, durationWords(tr.lang)));
      }}
    />
  );
}

/** A time of day, `09:00` to `24:00`. */
export function TimeField({ value, onChange, ...rest }: Common & { value: string; onChange: (value: string) => void }) {
  return (
    <TextField
      {...rest}
      bare
      className="time-field"
      mode="numeric"
      placeholder="00:00"
      value={value}
      onChange={onChange}
      onBlur={() => {
        const time = parseTime(value);
        if (time !== null) onChange(time);
      }}
    />
  );
}

export interface Choice {
  value: string;
  label: string;
}
export function ChoiceField({
  k, label, hint, bare, className, value, onChange, data, placeholder, clearable, disabled,
}: Common & { value: string | null; onChange: (value: string | null) => void; data: readonly Choice[]; placeholder?: string; clearable?: boolean; disabled?: boolean }) {
  const { error, readOnly, touch } = useField(k);
  return (
    <Slot k={k} className={className}>
      <Select
        {...named(label, bare)}
        description={hint}
        size={bare ? "xs" : "sm"}
        value={value}
        data={[...data]}
        placeholder={placeholder ?? ""}
        readOnly={readOnly}
        disabled={disabled ?? false}
        error={error}
        clearable={(clearable ?? false) && !readOnly}
        allowDeselect={clearable ?? false}
        searchable={data.length > 7}
        openOnFocus={false}
        limit={600}
        comboboxProps={{ width: "max-content", position: "bottom-start" }}
        onChange={(next) => {
          touch();
          onChange(next);
        }}
      />
    </Slot>
  );
}

export function ChoicesField({
  k, label, hint, bare, className, value, onChange, data, placeholder,
}: Common & { value: readonly string[]; onChange: (value: string[]) => void; data: readonly Choice[]; placeholder?: string }) {
  const { error, readOnly, touch } = useField(k);
  return (
    <Slot k={k} className={className}>
      <MultiSelect
        {...named(label, bare)}
        description={hint}
        size={bare ? "xs" : "sm"}
        value={[...value]}
        data={[...data]}
        placeholder={value.length === 0 ? (placeholder ?? "") : ""}
        readOnly={readOnly}
        error={error}
        searchable
        openOnFocus={false}
        limit={200}
        onChange={(next) => {
          touch();
          onChange(next);
        }}
      />
    </Slot>
  );
}

/** Several texts: those that are known are offered, others may be typed. */
export function TagsField({
  k, label, hint, value, onChange, data, placeholder,
}: Common & { value: readonly string[]; onChange: (value: string[]) => void; data: readonly Choice[]; placeholder?: string }) {
  const { error, readOnly, touch } = useField(k);
  return (
    <Slot k={k}>
      <TagsInput
        label={label}
        description={hint}
        value={[...value]}
        data={data.map((each) => each.value)}
        renderOption={({ option }) => data.find((each) => each.value === option.value)?.label ?? option.value}
        placeholder={value.length === 0 ? (placeholder ?? "") : ""}
        readOnly={readOnly}
        error={error}
        onChange={(next) => {
          touch();
          onChange(next);
        }}
      />
    </Slot>
  );
}

export function SwitchField({ k, label, hint, value, onChange, disabled }: Common & { value: boolean; onChange: (value: boolean) => void; disabled?: boolean }) {
  const { error, readOnly, touch } = useField(k);
  return (
    <Slot k={k}>
      <Switch label={label} description={hint} checked={value} disabled={readOnly || (disabled ?? false)} error={error} onChange={(event) => {
          touch();
          onChange(event.currentTarget.checked);
        }} />
    </Slot>
  );
}

export function CheckField({ k, label, bare, value, onChange }: Common & { value: boolean; onChange: (value: boolean) => void }) {
  const { error, readOnly, touch } = useField(k);
  return (
    <Slot k={k}>
      <Checkbox {...named(label, bare)} checked={value} disabled={readOnly} error={error} onChange={(event) => {
          touch();
          onChange(event.currentTarget.checked);
        }} />
    </Slot>
  );
}

/** One part of an editor, with what it is for. */
export function Block({ k, title, text, action, children }: { k?: string; title: string; text?: ReactNode; action?: ReactNode; children: ReactNode }) {
  const id = useId();
  const { error, notes } = useField(k ?? "");
  return (
    <section className="card block" aria-labelledby={id} data-wrong={k && error ? "true" : undefined}>
      <header>
        <h2 id={id}>{title}</h2>
        {action}
      </header>
      {text && <p className="block-text">{text}</p>}
      {k && error && (
        <p className="block-wrong" role="alert">
          {error}
        </p>
      )}
      {k && <Notes notes={notes} />}
      {children}
    </section>
  );
}

export function AddButton({ children, onClick }: { children: ReactNode; onClick: () => void }) {
  const { readOnly } = useEdit();
  if (readOnly) return null;
  return (
    <Button className="add" size="xs" variant="default" leftSection={<Plus size={14} aria-hidden="true" />} onClick={onClick}>
      {children}
    </Button>
  );
}

export function RemoveButton({ label, onClick }: { label: string; onClick: () => void }) {
  const { readOnly } = useEdit();
  if (readOnly) return null;
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} onClick={onClick}>
      <X size={15} aria-hidden="true" />
    </button>
  );
}

export const choices = (list: readonly { id: string; name: string }[] | undefined): Choice[] => (list ?? []).map((each) => ({ value: each.id, label: each.name }));
