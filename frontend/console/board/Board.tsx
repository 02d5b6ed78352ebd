/* What breaches next, in business time: figures that open the clocks behind them, and keys to put things right from here. */
import "../css/board.css";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Coffee, Flame } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { bulkChange } from "../api/actions";
import { queryClient } from "../api/queries";
import type { Priority, TicketRow } from "../api/types";
import { useFormat } from "../lib/format";
import { useI18n, useSection } from "../lib/i18n";
import { type Shortcut, useShortcuts } from "../lib/keys";
import { idPart } from "../lib/plaintext";
import { NONE, useAgentOptions, usePriorityOptions } from "../inbox/options";
import { Avatar, Badge, EmptyState, ErrorState, Keys, PageTitle, PickerModal, PlanBadge, PriorityGlyph, SegmentedControl, Skeleton } from "../ui";
import { BANDS, type Band, type BoardGroup, type BoardItem, GROUPS, type GroupBy, boardQuery } from "./api";

export function Board() {
  const ready = useSection("board");
  const { by: asked, group, band } = useSearch({ strict: false }) as { by?: string; group?: string; band?: string };
  const by = GROUPS.find((each) => each === asked) ?? "team";
  const board = useQuery({ ...boardQuery(by, group, band), placeholderData: keepPreviousData });
  const { tr } = useI18n();
  const t = tr.t;
  const navigate = useNavigate();
  const show = useCallback((next: { by?: GroupBy; group?: string | undefined; band?: string | undefined }) => void navigate({ to: "/board", search: { by, ...(group ? { group } : {}), ...(band ? { band } : {}), ...next } as never }), [navigate, by, group, band]);
  const name = useGroupName(by);
  if (!ready) return <Skeleton lines={10} />;
  return (
    <section className="page board" aria-label={t("board-title")}>
      <div className="page-head">
        <PageTitle>{t("board-title")}</PageTitle>
        <span className="editor-space" />
        <SegmentedControl size="xs" aria-label={t("board-by")} value={by} onChange={(next) => void navigate({ to: "/board", search: { by: next } as never })} data={GROUPS.map((each) => ({ value: each, label: t(`board-by-${each}`) }))} />
      </div>
      <p className="board-about">{t("board-text")}</p>
      {board.isError && !board.data ? (
        <ErrorState error={board.error} retry={() => void board.refetch()} />
      ) : !board.data ? (
        <Skeleton lines={8} />
      ) : (
        <div className="board-body">
          <div className="board-tiles">
            {BANDS.map((each) => (
              <button key={each} type="button" className={`board-tile board-${each}`} aria-pressed={band === each && !group} onClick={() => show({ group: undefined, band: band === each && !group ? undefined : each })}>
                <b>{board.data.counts[each]}</b>
                <span>{t(`board-band-${each}`)}</span>
              </button>
            ))}
          </div>
          {board.data.counts.all === 0 ? (
            <EmptyState icon={<Coffee size={22} />} title={t("board-empty")}>
              {t("board-empty-text")}
            </EmptyState>
          ) : (
            <div className="board-columns">
              <Groups by={by} groups={board.data.groups} group={group} band={band} name={name} show={show} />
              <Items items={board.data.items} more={board.data.more} group={group ? name(group, board.data.groups.find((each) => each.key === group)?.name ?? "") : null} band={band as Band | undefined} clear={() => show({ group: undefined, band: undefined })} />
            </div>
          )}
        </div>
      )}
    </section>
  );
}

type Show = (next: { by?: GroupBy; group?: string | undefined; band?: string | undefined }) => void;

/** How a group is called: by its name, or by the word that its key stands for. */
function useGroupName(by: GroupBy): (key: string, name: string) => string {
  const { tr } = useI18n();
  return useCallback(
    (key, name) => {
      if (key === "none") return tr.t(`board-none-${by}`);
      if (by === "tier") return tr.t("tier-n", { tier: Number(key) });
      if (by === "priority") return tr.dynamic(`priority-${idPart(key)}`) ?? key;
      return name;
    },
    [tr, by],
  );
}

function Groups({ by, groups, group, band, name, show }: { by: GroupBy; groups: readonly BoardGroup[]; group: string | undefined; band: string | undefined; name: (key: string, name: string) => string; show: Show }) {
  const { tr } = useI18n();
  const t = tr.t;
  return (
    <div className="board-groups" role="region" tabIndex={0} aria-label={t("board-groups")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t(`board-by-${by}`)}</th>
            {BANDS.map((each) => (
              <th key={each} scope="col" className="num">
                {t(`board-short-${each}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((each) => {
            const called = name(each.key, each.name);
            return (
              <tr key={each.key} aria-current={group === each.key ? "true" : undefined}>
                <th scope="row">
                  <button type="button" className="link board-name" aria-pressed={group === each.key && !band} onClick={() => show({ group: each.key, band: undefined })}>
                    {called}
                  </button>
                </th>
                {BANDS.map((which) => (
                  <td key={which} className="num">
                    {each.counts[which] > 0 ? (
                      <button
                        type="button"
                        className={`board-count board-${which}`}
                        aria-pressed={group === each.key && band === which}
                        aria-label={t("board-open", { group: called, band: t(`board-band-${which}`), count: each.counts[which] })}
                        onClick={() => show({ group: each.key, band: which })}
                      >
                        {each.counts[which]}
                      </button>
                    ) : (
                      <span className="faint" aria-hidden="true">
                        ·
                      </span>
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

type Mode = "assign" | "priority" | null;

function Items({ items, more, group, band, clear }: { items: readonly BoardItem[]; more: boolean; group: string | null; band: Band | undefined; clear: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const navigate = useNavigate();
  const agents = useAgentOptions();
  const priorities = usePriorityOptions();
  const [at, setAt] = useState(0);
  const [mode, setMode] = useState<Mode>(null);
  const list = useRef<HTMLOListElement>(null);
  const cursor = Math.min(at, Math.max(0, items.length - 1));
  const current = items[cursor];
  const move = useCallback((step: number) => setAt((old) => Math.max(0, Math.min(items.length - 1, old + step))), [items.length]);
  useEffect(() => {
    list.current?.querySelector("[data-current=true]")?.scrollIntoView({ block: "nearest" });
  }, [cursor]);
  const shortcuts = useMemo<Shortcut[]>(
    () => [
      { keys: "j", label: "key-next", run: () => move(1) },
      { keys: "k", label: "key-previous", run: () => move(-1) },
      { keys: "o", label: "key-open", run: () => current && void navigate({ to: "/tickets/$number", params: { number: String(current.ticket.number) } }) },
      { keys: "a", label: "key-assign", run: () => current && setMode("assign") },
      { keys: "p", label: "key-priority", run: () => current && setMode("priority") },
    ],
    [move, current, navigate],
  );
  useShortcuts("board-keys", shortcuts);
  const change = async (what: { assignee_id?: string | null; priority?: Priority | null }, look: (row: TicketRow) => Partial<TicketRow>): Promise<void> => {
    setMode(null);
    if (!current) return;
    await bulkChange(tr, [current.ticket], what, look, t("changed-one", { number: current.ticket.number }));
    await queryClient.invalidateQueries({ queryKey: ["board"] });
  };
  return (
    <div className="board-list">
      <header>
        <h2>{group || band ? [group, band && t(`board-band-${band}`)].filter(Boolean).join(" · ") : t("board-next")}</h2>
        {(group || band) && (
          <button type="button" className="link" onClick={clear}>
            {t("board-all")}
          </button>
        )}
        <span className="faint board-hint">
          <Keys keys="j" /> <Keys keys="k" /> <Keys keys="o" /> <Keys keys="a" /> <Keys keys="p" />
        </span>
      </header>
      {items.length === 0 ? (
        <p className="faint">{t("board-none")}</p>
      ) : (
        <ol ref={list}>
          {items.map((item, n) => (
            <Row key={`${item.ticket.id}/${item.metric}`} item={item} current={n === cursor} pick={() => setAt(n)} act={(what) => { setAt(n); setMode(what); }} />
          ))}
        </ol>
      )}
      {more && <p className="faint">{t("board-more", { count: items.length })}</p>}
      {mode === "assign" && (
        <PickerModal
          label={t("assign-to")}
          options={agents}
          onClose={() => setMode(null)}
          onPick={(option) => void change({ assignee_id: option.id === NONE ? null : option.id }, () => ({ assignee: option.id === NONE ? null : { id: option.id, name: option.label } }))}
        />
      )}
      {mode === "priority" && (
        <PickerModal
          label={t("set-priority")}
          options={priorities}
          onClose={() => setMode(null)}
          onPick={(option) => void change({ priority: option.id === NONE ? null : (option.id as Priority) }, () => ({ priority: option.id === NONE ? null : (option.id as Priority) }))}
        />
      )}
    </div>
  );
}

function Row({ item, current, pick, act }: { item: BoardItem; current: boolean; pick: () => void; act: (mode: Mode) => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const { ticket } = item;
  const late = item.business_seconds < 0 || item.wall_seconds < 0;
  const time = format.duration(Math.abs(item.business_seconds));
  const wall = format.duration(Math.abs(item.wall_seconds));
  return (
    <li className={`board-item board-${item.band}`} data-current={current ? "true" : undefined} onPointerDown={pick}>
      <div className="board-left" title={format.full(item.due_at)}>
        <b>
          {late && <Flame size={13} aria-hidden="true" />}
          {late ? t("board-late", { time }) : t("board-left", { time })}
        </b>
        {(!item.counting || wall !== time) && (
          <span className="faint">{item.counting ? t(late ? "board-wall-late" : "board-wall", { time: wall }) : t("board-closed", { time: wall })}</span>
        )}
      </div>
      <div className="board-what">
        <Link to="/tickets/$number" params={{ number: String(ticket.number) }} className="row-link">
          <span className="faint num">#{ticket.number}</span>
          <b className="clip">{ticket.subject}</b>
        </Link>
        <span className="faint clip">
          {tr.dynamic(`metric-${idPart(item.metric)}`) ?? item.metric} · {t("board-due", { date: format.dateTime(item.due_at) })}
          {ticket.account && ` · ${ticket.account.name}`}
        </span>
        {(ticket.plan || ticket.team) && (
          <div className="board-of">
            {ticket.plan && <PlanBadge plan={ticket.plan} />}
            {ticket.team && <Badge>{ticket.team.name}</Badge>}
          </div>
        )}
      </div>
      <div className="board-tools">
        <button type="button" className="icon-button board-act" title={ticket.assignee?.name ?? t("unassigned")} onClick={() => act("assign")}>
          <span className="sr-only">{t("board-assign", { number: ticket.number })}</span>
          {ticket.assignee ? <Avatar name={ticket.assignee.name} seed={ticket.assignee.id} size={20} /> : <span className="board-nobody" aria-hidden="true" />}
        </button>
        <button type="button" className="icon-button board-act" aria-label={t("board-priority", { number: ticket.number })} title={t("set-priority")} onClick={() => act("priority")}>
          <PriorityGlyph priority={ticket.priority} />
        </button>
      </div>
    </li>
  );
}
