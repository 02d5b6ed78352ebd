/* The desk's own words: statuses over their fixed categories, and ticket types. */
import { useQuery } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, Plus, Tags } from "lucide-react";
import { useState } from "react";
import { newKey } from "../api/client";
import { problemText } from "../api/problem";
import { useSending } from "../api/sending";
import { CATEGORIES, type Category } from "../api/types";
import { useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { can, useMe } from "../shell/session";
import { Badge, Button, Checkbox, Dialog, DialogForm, EmptyState, Listed, PageTitle, Select, StatusGlyph, Switch, TextInput, toast } from "../ui";
import { type StatusKept, type TypeKept, keepWord, moveWord, statusesKeptQuery, typesKeptQuery } from "./api";
import { METRICS } from "./sla";

type Word = StatusKept | TypeKept;

/** In the order of the lists that people choose from. */
const inOrder = <W extends Word>(words: readonly W[]): W[] => [...words].sort((a, b) => a.position - b.position || a.name.localeCompare(b.name));

export function Statuses() {
  const { tr } = useI18n();
  const t = tr.t;
  const manages = can(useMe(), "settings_manage");
  const list = useQuery(statusesKeptQuery);
  const [editing, setEditing] = useState<StatusKept | "new" | null>(null);
  const shown = inOrder(list.data ?? []).sort((a, b) => CATEGORIES.indexOf(a.category as Category) - CATEGORIES.indexOf(b.category as Category));
  return (
    <>
      <div className="page-head">
        <PageTitle>{t("promises-statuses")}</PageTitle>
        <span className="editor-space" />
        {manages && (
          <Button size="xs" leftSection={<Plus size={14} />} onClick={() => setEditing("new")}>
            {t("status-add")}
          </Button>
        )}
      </div>
      <p className="promises-text">{t("statuses-text")}</p>
      <Listed list={list} count={shown.length} lines={6} empty={null}>
        <table className="table table-rows">
          <thead>
            <tr>
              <th>{t("promise-named")}</th>
              <th>{t("status-category")}</th>
              <th className="wide-only">{t("status-pauses")}</th>
              <th>
                <span className="sr-only">{t("promise-edit")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((status) => (
              <tr key={status.id} className={status.archived_at ? "gone" : ""}>
                <td>
                  <span className="row-link">
                    <StatusGlyph category={status.category as Category} />
                    <b className="clip">{status.name}</b>
                    {status.is_default && <Badge tone="green">{t("status-usual")}</Badge>}
                    {status.archived_at && <Badge tone="red">{t("promise-put-away")}</Badge>}
                  </span>
                </td>
                <td className="soft">{tr.dynamic(`status-${idPart(status.category)}`) ?? status.category}</td>
                <td className="soft wide-only">{status.pauses.map((metric) => tr.dynamic(`metric-${idPart(metric)}`) ?? metric).join(", ") || "–"}</td>
                <td className="end">{manages && <WordActions kind="statuses" word={status} onEdit={() => setEditing(status)} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Listed>
      {editing && <StatusDialog status={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
    </>
  );
}

function WordActions({ kind, word, onEdit }: { kind: "statuses" | "ticket_types"; word: Word; onEdit: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const move = async (to: "archive" | "restore"): Promise<void> => {
    try {
      await moveWord(kind, word.id, word.version, to);
    } catch (error) {
      toast({ text: problemText(tr, error), tone: "error" });
    }
  };
  return (
    <span className="buttons buttons-row">
      {word.archived_at ? (
        <Button size="xs" variant="default" onClick={() => void move("restore")} aria-label={t("word-restore-named", { name: word.name })}>
          {t("word-restore")}
        </Button>
      ) : (
        <>
          <Button size="xs" variant="default" onClick={onEdit} aria-label={t("promise-edit-named", { name: word.name })}>
            {t("promise-edit")}
          </Button>
          <Button size="xs" variant="default" onClick={() => void move("archive")} aria-label={t("word-archive-named", { name: word.name })}>
            {t("promise-archive")}
          </Button>
        </>
      )}
    </span>
  );
}

/** Sends one word; what is wrong goes to its field, and a dialog that was refused stays as it was typed. */
function useWordSave(kind: "statuses" | "ticket_types", word: Word | null, onClose: () => void) {
  const { tr } = useI18n();
  const sending = useSending(["name", "category"]);
  const save = async (input: object): Promise<void> => {
    const done = await sending.send(async (key) => void (await keepWord(kind, word?.id ?? null, word?.version ?? 0, input, key)));
    if (!done) return;
    toast({ text: tr.t("saved") });
    onClose();
  };
  /** Sets a part of the form, which is another intention. */
  const put =
    <T,>(set: (value: T) => void) =>
    (value: T): void => {
      sending.touched();
      set(value);
    };
  return { sending, save, put };
}

function StatusDialog({ status, onClose }: { status: StatusKept | null; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const [name, setName] = useState(status?.name ?? "");
  const [category, setCategory] = useState(status?.category ?? "open");
  const [pauses, setPauses] = useState<readonly string[]>(status?.pauses ?? []);
  const [usual, setUsual] = useState(status?.is_default ?? false);
  const { sending, save, put } = useWordSave("statuses", status, onClose);
  const submit = (): void => {
    void save({ name: name.trim(), pauses, ...(status ? {} : { category }), ...(usual && !status?.is_default ? { is_default: true } : {}) });
  };
  return (
    <Dialog kept onClose={onClose} title={status ? t("promise-edit-named", { name: status.name }) : t("status-add")}>
      <DialogForm sending={sending} onSubmit={submit} onClose={onClose} label={t("save")} disabled={!name.trim()}>
        <TextInput data-autofocus label={t("promise-named")} value={name} error={sending.wrong.name} onChange={(event) => put(setName)(event.currentTarget.value)} />
        {status === null && (
          <Select
            label={t("status-category")}
            description={t("status-category-text")}
            value={category}
            error={sending.wrong.category}
            allowDeselect={false}
            data={CATEGORIES.map((each) => ({ value: each as string, label: tr.dynamic(`status-${idPart(each)}`) ?? each }))}
            onChange={(value) => {
              put(setCategory)(value ?? "open");
              setPauses(value === "pending" || value === "on_hold" ? ["update", "resolution"] : []);
            }}
          />
        )}
        <fieldset className="checks">
          <legend>{t("status-pauses")}</legend>
          {METRICS.map((metric) => (
            <Checkbox
              key={metric}
              label={tr.dynamic(`metric-${idPart(metric)}`) ?? metric}
              checked={pauses.includes(metric)}
              onChange={(event) => put(setPauses)(event.currentTarget.checked ? METRICS.filter((each) => each === metric || pauses.includes(each)) : pauses.filter((each) => each !== metric))}
            />
          ))}
        </fieldset>
        <Switch label={t("status-usual-set")} description={t("status-usual-text")} checked={usual} disabled={status?.is_default ?? false} onChange={(event) => put(setUsual)(event.currentTarget.checked)} />
      </DialogForm>
    </Dialog>
  );
}

export function TicketTypes() {
  const { tr } = useI18n();
  const t = tr.t;
  const manages = can(useMe(), "settings_manage");
  const list = useQuery(typesKeptQuery);
  const [editing, setEditing] = useState<TypeKept | "new" | null>(null);
  const all = inOrder(list.data ?? []);
  const used = all.filter((each) => !each.archived_at);
  /** Two neighbours change places; each write is over the version that was seen. */
  const swap = async (at: number, step: number): Promise<void> => {
    const [one, other] = [used[at], used[at + step]];
    if (!one || !other) return;
    try {
      const next = used.map((each) => each.id);
      next[at] = other.id;
      next[at + step] = one.id;
      for (const [position, id] of next.entries()) {
        const word = used.find((each) => each.id === id);
        if (word && word.position !== position) await keepWord("ticket_types", id, word.version, { position }, newKey());
      }
    } catch (error) {
      toast({ text: problemText(tr, error), tone: "error" });
    }
    void list.refetch();
  };
  const add = manages ? (
    <Button size="xs" leftSection={<Plus size={14} />} onClick={() => setEditing("new")}>
      {t("type-add")}
    </Button>
  ) : null;
  return (
    <>
      <div className="page-head">
        <PageTitle>{t("promises-types")}</PageTitle>
        <span className="editor-space" />
        {add}
      </div>
      <p className="promises-text">{t("types-text")}</p>
      <Listed
        list={list}
        count={all.length}
        lines={6}
        empty={
          <EmptyState icon={<Tags size={22} />} title={t("types-empty")} action={add}>
            {t("types-teach")}
          </EmptyState>
        }
      >
        <table className="table table-rows">
          <thead>
            <tr>
              <th>{t("promise-named")}</th>
              <th>
                <span className="sr-only">{t("promise-edit")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {[...used, ...all.filter((each) => each.archived_at)].map((type, index) => (
              <tr key={type.id} className={type.archived_at ? "gone" : ""}>
                <td>
                  <span className="row-link">
                    <b className="clip">{type.name}</b>
                    {type.archived_at && <Badge tone="red">{t("promise-put-away")}</Badge>}
                  </span>
                </td>
                <td className="end">
                  {manages && (
                    <span className="buttons buttons-row">
                      {!type.archived_at && (
                        <>
                          <button type="button" className="icon-button" disabled={index === 0} aria-label={t("word-up", { name: type.name })} onClick={() => void swap(index, -1)}>
                            <ArrowUp size={15} aria-hidden="true" />
                          </button>
                          <button type="button" className="icon-button" disabled={index === used.length - 1} aria-label={t("word-down", { name: type.name })} onClick={() => void swap(index, 1)}>
                            <ArrowDown size={15} aria-hidden="true" />
                          </button>
                        </>
                      )}
                      <WordActions kind="ticket_types" word={type} onEdit={() => setEditing(type)} />
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Listed>
      {editing && <TypeDialog type={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
    </>
  );
}

function TypeDialog({ type, onClose }: { type: TypeKept | null; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const [name, setName] = useState(type?.name ?? "");
  const { sending, save, put } = useWordSave("ticket_types", type, onClose);
  return (
    <Dialog kept onClose={onClose} title={type ? t("promise-edit-named", { name: type.name }) : t("type-add")}>
      <DialogForm sending={sending} onSubmit={() => void save({ name: name.trim() })} onClose={onClose} label={t("save")} disabled={!name.trim()}>
        <TextInput data-autofocus label={t("promise-named")} value={name} error={sending.wrong.name} onChange={(event) => put(setName)(event.currentTarget.value)} />
      </DialogForm>
    </Dialog>
  );
}
