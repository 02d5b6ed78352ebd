/* The support policy: its texts in both languages side by side, what is made from the configuration, what would change, and its versions. */
import "../css/policy.css";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ExternalLink, TriangleAlert } from "lucide-react";
import { type KeyboardEvent, useCallback, useMemo, useState } from "react";
import { accountsQuery, queryClient } from "../api/queries";
import { useFormat } from "../lib/format";
import { LANGS, LANG_NAMES, type Lang, useI18n, useSection } from "../lib/i18n";
import { useShortcuts } from "../lib/keys";
import { Banners, LeaveGuard } from "../promises/Banners";
import { listQuery } from "../promises/api";
import { useDraft, useSettled } from "../promises/draft";
import { EditProvider } from "../promises/fields";
import { can, useMe } from "../shell/session";
import { Badge, Button, Checkbox, ErrorState, Keys, PageTitle, SegmentedControl, Select, Skeleton, TextInput, Textarea, toast } from "../ui";
import { DocumentView, Diff } from "./DocumentView";
import { History } from "./History";
import { Publish } from "./Publish";
import { type KeptDraft, type Preview, SECTIONS, type Stale, draftQuery, preview, saveDraft, statusQuery } from "./api";
import { type PolicyForm, decodePolicy, encodePolicy } from "./form";

const NO_NOTES = {};
const SETTLE_MS = 500;
const TABS = ["write", "preview", "changes", "history"] as const;
type Tab = (typeof TABS)[number];

export function Policy() {
  const ready = useSection("policy");
  const kept = useQuery(draftQuery);
  if (kept.isError && !kept.data) return <ErrorState error={kept.error} retry={() => void kept.refetch()} />;
  if (!kept.data || !ready) return <Skeleton kind="panel" lines={8} />;
  return <Editor kept={kept.data} />;
}

function Editor({ kept }: { kept: KeptDraft }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const editable = can(useMe(), "plan_manage");
  const [tab, setTab] = useState<Tab>("write");
  const [lang, setLang] = useState<Lang>(tr.lang);
  const [account, setAccount] = useState<string | null>(null);
  const [publishing, setPublishing] = useState(false);
  // The first look decides; what is saved later comes through the draft.
  const [start] = useState(() => decodePolicy(kept));
  const status = useQuery(statusQuery(tr.lang));
  const draft = useDraft<PolicyForm, KeptDraft>({
    start,
    decode: decodePolicy,
    encode: encodePolicy,
    version: kept.version,
    send: async (input, version) => {
      const saved = await saveDraft(version, input);
      queryClient.setQueryData(draftQuery.queryKey, saved);
      await queryClient.invalidateQueries({ queryKey: ["policy", "status"] });
      return saved;
    },
    fetch: useCallback(() => queryClient.fetchQuery(draftQuery), []),
    saved: () => {
      toast({ text: t("saved") });
      return false;
    },
  });
  const question = useSettled(JSON.stringify(draft.encoded.body), SETTLE_MS);
  const shown = useQuery({
    queryKey: ["policy", "preview", question, account, status.data?.published?.version ?? 0],
    queryFn: ({ signal }) => preview(JSON.parse(question) as object, account, signal),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  });
  const edit = useMemo(() => ({ wrong: draft.wrong, notes: NO_NOTES, readOnly: !editable, touch: draft.touch }), [draft.wrong, draft.touch, editable]);
  useShortcuts("promise-keys", editable ? [{ keys: "mod+s", label: "promise-save", always: true, run: () => void draft.save() }] : []);
  const published = status.data?.published ?? null;
  const changes = shown.data?.changes[lang];
  const news = changes?.filter((section) => section.changed).length ?? 0;
  const languages = <SegmentedControl size="xs" aria-label={t("policy-language")} value={lang} onChange={(next) => setLang(next as Lang)} data={LANGS.map((each) => ({ value: each, label: LANG_NAMES[each] }))} />;
  return (
    <EditProvider value={edit}>
      <form
        className="editor-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void draft.save();
        }}
      >
        <div className="page-head editor-head">
          <PageTitle className="clip">{t("promises-policy")}</PageTitle>
          {status.data && <Badge tone={published ? "green" : "grey"}>{published ? t("policy-published-n", { n: published.version }) : t("policy-unpublished")}</Badge>}
          {published && (
            <a className="link policy-open" href="/policy" target="_blank" rel="noreferrer">
              {t("policy-open")} <ExternalLink size={13} aria-hidden="true" />
            </a>
          )}
          <span className="editor-space" />
          {draft.dirty && (
            <span className="editor-dirty" role="status">
              {t("promise-unsaved")}
            </span>
          )}
          {editable && (
            <>
              <Button type="submit" variant="default" loading={draft.busy} disabled={!draft.dirty} rightSection={<Keys keys="mod+s" />}>
                {t("policy-save")}
              </Button>
              <Button disabled={draft.dirty || draft.busy} onClick={() => setPublishing(true)}>
                {t("policy-publish")}
              </Button>
            </>
          )}
        </div>
        <div className="editor-scroll">
          <p className="promises-text">{t("policy-text")}</p>
          <Banners draft={draft} />
          {status.data && status.data.stale.length > 0 && <OutOfDate stale={status.data.stale} publish={editable && !draft.dirty ? () => setPublishing(true) : null} />}
          {status.data?.review_due && <p className="hint hint-amber policy-review">{t("policy-review-due", { date: format.date(status.data.review_by ?? "") })}</p>}
          <div className="policy-tabs" role="tablist" aria-label={t("policy-parts")}>
            {TABS.map((each) => (
              <button key={each} type="button" role="tab" id={`policy-tab-${each}`} aria-controls="policy-panel" aria-selected={tab === each} tabIndex={tab === each ? 0 : -1} onClick={() => setTab(each)} onKeyDown={(event) => moveTab(event, tab, setTab)}>
                {t(`policy-tab-${each}`)}
                {each === "changes" && published && news > 0 && <span className="nav-count">{news}</span>}
              </button>
            ))}
          </div>
          <div id="policy-panel" role="tabpanel" aria-labelledby={`policy-tab-${tab}`}>
            {tab === "write" && <Write form={draft.form} wrong={draft.wrong} readOnly={!editable} set={draft.set} touch={draft.touch} shown={shown.data} />}
            {tab === "preview" && (
              <>
                <div className="policy-tools">
                  {languages}
                  <CustomerPicker value={account} onChange={setAccount} />
                </div>
                {shown.isError ? <ErrorState error={shown.error} retry={() => void shown.refetch()} /> : shown.data ? <DocumentView document={shown.data.documents[lang]} /> : <Skeleton kind="panel" lines={8} />}
              </>
            )}
            {tab === "changes" && (
              <>
                <div className="policy-tools">{languages}</div>
                {published ? changes ? <Diff sections={changes} none={t("policy-no-changes")} /> : <Skeleton kind="panel" lines={4} /> : <p className="faint policy-none">{t("policy-first")}</p>}
              </>
            )}
            {tab === "history" && <History lang={lang} languages={languages} />}
          </div>
        </div>
      </form>
      <LeaveGuard draft={draft} />
      {publishing && <Publish draftVersion={queryClient.getQueryData(draftQuery.queryKey)?.version ?? kept.version} changes={published ? (changes ?? []) : null} onClose={() => setPublishing(false)} />}
    </EditProvider>
  );
}

function moveTab(event: KeyboardEvent, tab: Tab, setTab: (tab: Tab) => void): void {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length] ?? "write";
  setTab(next);
  document.getElementById(`policy-tab-${next}`)?.focus();
}

function OutOfDate({ stale, publish }: { stale: readonly Stale[]; publish: (() => void) | null }) {
  const { tr } = useI18n();
  const t = tr.t;
  return (
    <section className="policy-stale" aria-label={t("policy-stale")}>
      <header>
        <TriangleAlert size={16} aria-hidden="true" />
        <h2>{t("policy-stale")}</h2>
        {publish && (
          <Button size="xs" color="orange" variant="light" onClick={publish}>
            {t("policy-publish-now")}
          </Button>
        )}
      </header>
      <ul>
        {stale.map((each, at) => (
          <li key={at}>
            {each.says === null
              ? t("policy-stale-new", { what: each.what, enforces: each.enforces ?? "" })
              : each.enforces === null
                ? t("policy-stale-gone", { what: each.what, says: each.says })
                : t("policy-stale-other", { what: each.what, says: each.says, enforces: each.enforces })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function CustomerPicker({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const { tr } = useI18n();
  const [q, setQ] = useState("");
  const list = useInfiniteQuery(accountsQuery(q));
  const data = (list.data?.pages ?? []).flatMap((page) => page.items).map((each) => ({ value: each.id, label: each.name }));
  return (
    <Select
      size="xs"
      className="policy-customer"
      aria-label={tr.t("policy-customer")}
      placeholder={tr.t("policy-everybody")}
      value={value}
      onChange={onChange}
      data={data}
      searchable
      clearable
      filter={({ options }) => options}
      onSearchChange={setQ}
      openOnFocus={false}
    />
  );
}

interface WriteProps {
  form: PolicyForm;
  wrong: Readonly<Record<string, string>>;
  readOnly: boolean;
  set: (change: (form: PolicyForm) => PolicyForm) => void;
  touch: (field: string) => void;
  shown: Preview | undefined;
}

function Write({ form, wrong, readOnly, set, touch, shown }: WriteProps) {
  const { tr } = useI18n();
  const t = tr.t;
  const plans = useQuery(listQuery("plans"));
  return (
    <div className="policy-write">
      <section className="card block" aria-label={t("policy-settings")}>
        <header>
          <h2>{t("policy-settings")}</h2>
        </header>
        <div className="form-row">
          <div data-field="review_by" data-wrong={wrong.review_by ? "true" : undefined}>
            <TextInput
              type="date"
              label={t("policy-review-by")}
              description={t("policy-review-text")}
              value={form.reviewBy}
              readOnly={readOnly}
              error={wrong.review_by}
              onChange={(event) => {
                const reviewBy = event.currentTarget.value;
                touch("review_by");
                set((old) => ({ ...old, reviewBy }));
              }}
            />
          </div>
          <fieldset className="checks policy-plans">
            <legend>{t("policy-plans")}</legend>
            {(plans.data ?? []).map((plan) => (
              <Checkbox
                key={plan.id}
                size="xs"
                label={plan.name}
                disabled={readOnly}
                checked={!form.hidden.includes(plan.id)}
                onChange={(event) => {
                  const on = event.currentTarget.checked;
                  set((old) => ({ ...old, hidden: on ? old.hidden.filter((id) => id !== plan.id) : [...old.hidden, plan.id].sort() }));
                }}
              />
            ))}
          </fieldset>
        </div>
      </section>
      {SECTIONS.map((id, at) => {
        const made = shown?.documents[tr.lang].sections.find((section) => section.id === id);
        const title = made?.title ?? id;
        const rows = made?.generated.reduce((sum, block) => sum + (block.kind === "table" ? block.rows.length : block.kind === "list" ? block.items.length : 1), 0) ?? 0;
        return (
          <section key={id} className="card block" aria-labelledby={`policy-${id}`}>
            <header>
              <h2 id={`policy-${id}`}>
                <span className="policy-number">{at + 1}</span>
                {title}
              </h2>
            </header>
            <div className="policy-langs">
              {LANGS.map((lang) => {
                const key = `texts.${id}.${lang}`;
                return (
                  <div key={lang} lang={lang} data-field={key} data-wrong={wrong[key] ? "true" : undefined}>
                    <Textarea
                      label={LANG_NAMES[lang]}
                      aria-label={`${title}, ${LANG_NAMES[lang]}`}
                      value={form.texts[id][lang]}
                      readOnly={readOnly}
                      error={wrong[key]}
                      autosize
                      minRows={3}
                      maxRows={16}
                      onChange={(event) => {
                        const text = event.currentTarget.value;
                        touch(key);
                        set((old) => ({ ...old, texts: { ...old.texts, [id]: { ...old.texts[id], [lang]: text } } }));
                      }}
                    />
                  </div>
                );
              })}
            </div>
            {made && made.generated.length > 0 && (
              <details className="policy-made">
                <summary>{t("policy-made", { count: rows })}</summary>
                <DocumentView document={{ lang: tr.lang, title: "", sections: [{ ...made, text: [] }] }} />
              </details>
            )}
          </section>
        );
      })}
    </div>
  );
}
