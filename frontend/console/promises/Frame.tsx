/* What every editor has around it: its name, saving, leaving, what is wrong, its versions. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ArrowLeft, Ellipsis } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { problemText } from "../api/problem";
import { agentsQuery } from "../api/queries";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { useShortcuts } from "../lib/keys";
import { can, useMe } from "../shell/session";
import { ActionIcon, Badge, Button, Confirm, Keys, Menu, PageTitle, Skeleton, toast } from "../ui";
import { type Kind, type KeptOf, MANAGES, movePromise, versionsQuery } from "./api";
import type { Draft } from "./draft";
import { EditProvider, TextField } from "./fields";
import { EffectPanel, type EffectQuestion, useAskedSave } from "./Effect";
import { Findings } from "./Findings";
import { notesByField, useLint } from "./lint";
import { Simulate } from "./Simulate";
import { TryTicket } from "./TryTicket";
import { Banners, LeaveGuard } from "./Banners";

export interface EditorProps<K extends Kind> {
  /** What is kept; null while it is new. */
  kept: KeptOf[K] | null;
  /** An older version, to be read only. */
  old: { version: number; spec: KeptOf[K]["spec"]; calendar_id?: string | null } | null;
}

interface FrameProps<K extends Kind> {
  kind: K;
  kept: KeptOf[K] | null;
  old: { version: number } | null;
  draft: Draft<never, KeptOf[K]>;
  name: string;
  setName: (name: string) => void;
  children: ReactNode;
  aside?: ReactNode;
}
const LINT = { calendars: "calendar", slas: "sla", plans: "plan" } as const;

/** True where this person may change such a thing, and this is its present version. */
export function useEditable(kind: Kind, old: unknown, kept: { archived_at?: string | null } | null): boolean {
  const me = useMe();
  return can(me, MANAGES[kind]) && !old && !kept?.archived_at;
}

export function Frame<K extends Kind>({ kind, kept, old, draft, name, setName, children, aside }: FrameProps<K>) {
  const { tr } = useI18n();
  const t = tr.t;
  const navigate = useNavigate();
  const editable = useEditable(kind, old, kept);
  const [leaving, setLeaving] = useState(false);
  const told = useLint(LINT[kind], kept?.id ?? null, draft.encoded, editable);
  const notes = useMemo(() => notesByField(told), [told]);
  const asked = useAskedSave();
  // What is typed while it is on its way would be gone with the answer.
  const readOnly = !editable || asked.busy || draft.busy;
  const edit = useMemo(() => ({ wrong: draft.wrong, notes, readOnly, touch: draft.touch }), [draft.wrong, draft.touch, notes, readOnly]);
  const readable = Object.keys(draft.encoded.wrong).length === 0;
  const question = (): EffectQuestion => ({ [LINT[kind]]: { ...(kept ? { id: kept.id } : {}), draft: draft.encoded.body } });
  // What is new has no open tickets, and what cannot be read is told at its fields first.
  const save = (): void => void asked.ask(kept && readable ? question() : null, draft.save);
  useShortcuts("promise-keys", editable ? [{ keys: "mod+s", label: "promise-save", always: true, run: save }] : []);
  const title = kept ? kept.name : t(`promise-new-${kind}`);
  return (
    <EditProvider value={edit}>
      <form
        className="editor-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className="page-head editor-head">
          <Link to="/promises/$kind" params={{ kind }} className="icon-button" aria-label={t(`promise-back-${kind}`)}>
            <ArrowLeft size={17} aria-hidden="true" />
          </Link>
          <PageTitle className="clip">{title}</PageTitle>
          {kept && <Badge tone={old ? "amber" : "grey"}>{t("promise-version-n", { n: old?.version ?? kept.current_version })}</Badge>}
          {kept?.archived_at && <Badge tone="red">{t("promise-put-away")}</Badge>}
          <span className="editor-space" />
          {draft.dirty && (
            <span className="editor-dirty" role="status">
              {t("promise-unsaved")}
            </span>
          )}
          {editable && (
            <Button type="submit" loading={draft.busy || asked.busy} disabled={!draft.dirty} rightSection={<Keys keys="mod+s" />}>
              {t(kept ? "promise-save-version" : "promise-create")}
            </Button>
          )}
          {kept?.archived_at && !old && <Restore named={kept.name} may={MANAGES[kind]} run={() => movePromise(kind, kept, "restore")} />}
          {editable && kept && (
            <Menu position="bottom-end" width={210}>
              <Menu.Target>
                <ActionIcon variant="default" size={32} aria-label={t("promise-more")}>
                  <Ellipsis size={16} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => setLeaving(true)}>{t("promise-archive")}</Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </div>
        <div className="editor-scroll">
          {old && (
            <div className="hint hint-amber editor-banner">
              <span>{t("promise-old-version", { n: old.version })}</span>
              {kept && (
                <Link className="link" to="/promises/$kind/$id" params={{ kind, id: kept.id }}>
                  {t("promise-to-current")}
                </Link>
              )}
            </div>
          )}
          <Banners draft={draft} />
          <div className="editor">
            <div className="editor-main">
              <section className="card block">
                <TextField k="name" label={t("promise-named")} value={name} onChange={setName} required placeholder={t(`promise-name-${kind}`)} />
              </section>
              {children}
            </div>
            <div className="editor-aside">
              {editable && <TryTicket kind={LINT[kind]} id={kept?.id ?? null} encoded={draft.encoded} />}
              {editable && kept && <EffectPanel question={question} readable={readable} />}
              {editable && <Simulate kind={kind} id={kept?.id ?? null} encoded={draft.encoded} />}
              {editable && <Findings told={told} />}
              {aside}
              {kept && <Versions kind={kind} kept={kept} shown={old?.version ?? kept.current_version} />}
            </div>
          </div>
        </div>
      </form>
      {asked.dialog}
      <LeaveGuard draft={draft} />
      {leaving && kept && (
        <PutAway
          kind={kind}
          kept={kept}
          onClose={() => setLeaving(false)}
          done={() => void navigate({ to: "/promises/$kind", params: { kind }, ignoreBlocker: true })}
        />
      )}
    </EditProvider>
  );
}

function PutAway<K extends Kind>({ kind, kept, onClose, done }: { kind: K; kept: KeptOf[K]; onClose: () => void; done: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const run = async (): Promise<void> => {
    try {
      await movePromise(kind, kept, "archive");
      toast({ text: t("promise-archived", { name: kept.name }) });
      done();
    } catch (error) {
      toast({ text: problemText(tr, error), tone: "error" });
    }
  };
  return <Confirm title={t("promise-archive-title", { name: kept.name })} text={t("promise-archive-text")} label={t("promise-archive")} run={run} onClose={onClose} />;
}

/** Takes back into use what was put away. */
export function Restore({ named, may, run }: { named: string; may: string; run: () => Promise<void> }) {
  const { tr } = useI18n();
  const me = useMe();
  const [busy, setBusy] = useState(false);
  if (!can(me, may)) return null;
  const restore = async (): Promise<void> => {
    setBusy(true);
    try {
      await run();
      toast({ text: tr.t("promise-restored", { name: named }) });
    } catch (error) {
      toast({ text: problemText(tr, error), tone: "error" });
    }
    setBusy(false);
  };
  return (
    <Button variant="default" loading={busy} onClick={() => void restore()}>
      {tr.t("word-restore")}
    </Button>
  );
}

/** Every version with its day; each can be read as it was. */
function Versions({ kind, kept, shown }: { kind: Kind; kept: KeptOf[Kind]; shown: number }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const list = useQuery(versionsQuery(kind, kept.id));
  const { data: agents } = useQuery(agentsQuery);
  return (
    <section className="card block" aria-label={t("promise-versions")}>
      <header>
        <h2>{t("promise-versions")}</h2>
      </header>
      {list.isPending ? (
        <Skeleton kind="panel" lines={2} />
      ) : (
        <ol className="versions" reversed>
          {(list.data ?? []).map((each) => (
            <li key={each.version}>
              <Link
                to="/promises/$kind/$id"
                params={{ kind, id: kept.id }}
                search={each.version === kept.current_version ? {} : { v: String(each.version) }}
                aria-current={each.version === shown ? "true" : undefined}
              >
                <b>{t("promise-version-n", { n: each.version })}</b>
                {each.version === kept.current_version && <Badge tone="green">{t("promise-in-force")}</Badge>}
                <span className="faint">
                  {format.dateTime(each.effective_at)}
                  {each.created_by && ` · ${agents?.find((agent) => agent.id === each.created_by)?.name ?? t("promise-somebody")}`}
                </span>
              </Link>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
