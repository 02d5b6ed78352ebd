import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDownWideNarrow, Inbox as InboxIcon, PartyPopper, RotateCw, Search, X } from "lucide-react";
import { Suspense, lazy, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { countsQuery, messagesQuery, plansQuery, queryClient, ticketQuery, ticketsQuery, viewsQuery, type TicketFilter } from "../api/queries";
import type { TicketRow } from "../api/types";
import { nowMs } from "../lib/clock";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { type Shortcut, useShortcuts } from "../lib/keys";
import { type Group, groupOf, withGroups } from "../lib/order";
import { Button, EmptyState, ErrorState, Keys, PageTitle, Skeleton, useMediaQuery } from "../ui";
import { clearArrivals, useArrivals, useLiveState } from "../shell/live";
import { useMe } from "../shell/session";
import { viewName } from "../shell/viewName";
import { BulkBar, type BulkMode } from "./BulkBar";
import { ChoiceMenu, FilterMenu } from "./FilterMenu";
import { Row, type RowActions } from "./Row";
import { matches } from "./matches";
import { recall, remember } from "./memory";
import { useAgentOptions, usePriorityOptions, useStatusOptions } from "./options";

const ViewMenu = lazy(() => import("./ViewMenu").then((module) => ({ default: module.ViewMenu })));

const ROW_PX = 42;
const ROW_PHONE_PX = 84;
const HEADING_PX = 34;
/** Rows kept ready outside the window. */
const OVERSCAN = 8;
const FILTER_KEYS = ["status", "priority", "assignee", "plan", "sla", "escalated", "offered", "bounces"] as const;
const SORTS = ["due", "-updated", "updated", "-created", "priority"] as const;

const SORT_ICON = <ArrowDownWideNarrow size={15} aria-hidden="true" />;

export function Inbox() {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const me = useMe();
  const navigate = useNavigate();
  const search = useSearch({ from: "/desk/" });
  const phone = useMediaQuery("(max-width: 760px)");
  const { data: views } = useQuery(viewsQuery);
  const { data: plans = [] } = useQuery(plansQuery);
  const live = useLiveState();
  const arrivals = useArrivals();

  const bare = !search.account && !search.tag && !search.admission && !search.category && !search.spam && !search.drew && !search.handed;
  const view = search.view ? views?.find((each) => each.id === search.view) : bare ? views?.[0] : undefined;
  const filter = useMemo<TicketFilter>(() => {
    const next: TicketFilter = { ...search };
    if (view) next.view = view.id;
    if (!next.sort) next.sort = view?.sort || "due";
    return next;
  }, [search, view]);
  const listKey = JSON.stringify(filter);
  const ready = views !== undefined;

  const list = useInfiniteQuery({ ...ticketsQuery(filter), enabled: ready });
  const rows = useMemo<readonly TicketRow[]>(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const grouped = filter.sort === "due";

  // A row keeps the group it was first seen in until the list is loaded anew.
  const groups = useRef<{ key: string; of: Map<number, Group> }>({ key: "", of: new Map() });
  if (groups.current.key !== listKey) groups.current = { key: listKey, of: new Map() };
  const groupAt = useCallback(
    (row: TicketRow): Group => {
      const known = groups.current.of.get(row.number);
      if (known) return known;
      const group = groupOf(row, nowMs());
      groups.current.of.set(row.number, group);
      return group;
    },
    [],
  );
  const lines = useMemo(() => withGroups(rows, groupAt, grouped), [rows, groupAt, grouped]);
  const ordered = useMemo(() => lines.flatMap((line) => (line.kind === "row" ? [line.row] : [])), [lines]);

  // What the view asks for, said in the words of a filter, to judge new and changed tickets.
  const judged = useMemo<TicketFilter>(() => {
    const own: Record<string, string> = {};
    for (const [key, value] of Object.entries(view?.filter ?? {})) {
      if (Array.isArray(value)) own[key] = value.join(",");
      else if (value !== null && value !== undefined) own[key] = String(value);
    }
    return { ...own, ...search };
  }, [view, search]);
  const fresh = useMemo(() => {
    const have = new Set(rows.map((row) => row.number));
    return arrivals.filter((row) => !have.has(row.number) && matches(row, judged, me, nowMs())).length;
  }, [arrivals, rows, judged, me]);

  const total = useQuery(countsQuery(useMemo(() => (view && !FILTER_KEYS.some((key) => search[key]) && !search.q ? [view.id] : []), [view, search])));
  const count = total.data?.[0];

  // ------------------------------------------------------------ cursor and selection
  const memory = recall();
  const [cursor, setCursor] = useState<number | null>(memory.key === listKey ? memory.cursor : null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const lastToggled = useRef<number | null>(null);
  const [bulk, setBulk] = useState<BulkMode | null>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const searchRef = useRef<HTMLInputElement>(null);

  useEffect(() => {
    remember({ key: listKey, filter, numbers: ordered.map((row) => row.number) });
  }, [listKey, filter, ordered]);
  useEffect(() => remember({ cursor }), [cursor]);
  const firstKey = useRef(listKey);
  useEffect(() => {
    if (firstKey.current === listKey) return;
    firstKey.current = listKey;
    setSelected(new Set());
    setCursor(null);
    gridRef.current?.scrollTo({ top: 0 });
  }, [listKey]);

  const rowPx = phone ? ROW_PHONE_PX : ROW_PX;
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => gridRef.current,
    estimateSize: (index) => (lines[index]?.kind === "group" ? HEADING_PX : rowPx),
    overscan: OVERSCAN,
    useFlushSync: false,
    getItemKey: (index) => {
      const line = lines[index];
      return line?.kind === "row" ? line.row.number : `g-${line?.group ?? index}`;
    },
  });
  useEffect(() => virtual.measure(), [rowPx, virtual]);
  const restored = useRef(false);
  useEffect(() => {
    if (restored.current || lines.length === 0) return;
    restored.current = true;
    if (memory.key === listKey && memory.scroll > 0) gridRef.current?.scrollTo({ top: memory.scroll });
    if (memory.key === listKey && memory.cursor !== null) gridRef.current?.focus({ preventScroll: true });
  }, [lines.length, listKey, memory]);

  const items = virtual.getVirtualItems();
  const lastItem = items[items.length - 1];
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (lastItem && lastItem.index >= lines.length - 2 * OVERSCAN && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [lastItem, lines.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const state = useRef({ ordered, cursor, selected });
  state.current = { ordered, cursor, selected };

  const open = useCallback(
    (row: TicketRow) => {
      setCursor(row.number);
      remember({ cursor: row.number, scroll: gridRef.current?.scrollTop ?? 0 });
      void navigate({ to: "/tickets/$number", params: { number: String(row.number) } });
    },
    [navigate],
  );
  const toggle = useCallback((row: TicketRow, range: boolean) => {
    const { ordered: all, selected: now } = state.current;
    const next = new Set(now);
    const at = all.findIndex((each) => each.number === row.number);
    const from = lastToggled.current === null ? -1 : all.findIndex((each) => each.number === lastToggled.current);
    if (range && from >= 0 && at >= 0) {
      for (const each of all.slice(Math.min(from, at), Math.max(from, at) + 1)) next.add(each.id);
    } else if (next.has(row.id)) {
      next.delete(row.id);
    } else {
      next.add(row.id);
    }
    lastToggled.current = row.number;
    setCursor(row.number);
    setSelected(next);
  }, []);
  const hover = useCallback((row: TicketRow) => {
    void queryClient.prefetchQuery(ticketQuery(String(row.number)));
    void queryClient.prefetchQuery(messagesQuery(String(row.number)));
  }, []);
  const actions = useMemo<RowActions>(() => ({ open, toggle, hover }), [open, toggle, hover]);

  const move = useCallback(
    (step: number) => {
      const { ordered: all, cursor: at } = state.current;
      if (all.length === 0) return;
      const index = all.findIndex((row) => row.number === at);
      const target = index < 0 ? (step > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, index + step));
      const row = all[target];
      if (!row) return;
      setCursor(row.number);
      const line = lines.findIndex((each) => each.kind === "row" && each.row.number === row.number);
      virtual.scrollToIndex(target === 0 ? 0 : line, { align: "auto" });
    },
    [lines, virtual],
  );
  const current = useCallback((): TicketRow | undefined => state.current.ordered.find((row) => row.number === state.current.cursor), []);
  const targets = useCallback((): TicketRow[] => {
    const { ordered: all, selected: chosen } = state.current;
    if (chosen.size > 0) return all.filter((row) => chosen.has(row.id));
    const row = all.find((each) => each.number === state.current.cursor);
    return row ? [row] : [];
  }, []);
  const ask = useCallback(
    (mode: BulkMode) => {
      if (targets().length > 0) setBulk(mode);
    },
    [targets],
  );
  const refresh = useCallback(() => {
    groups.current = { key: groups.current.key, of: new Map() };
    clearArrivals();
    void queryClient.resetQueries({ queryKey: ["tickets"] });
    void queryClient.invalidateQueries({ queryKey: ["counts"] });
    gridRef.current?.scrollTo({ top: 0 });
  }, []);
  const selectAll = useCallback(() => {
    const { ordered: all, selected: now } = state.current;
    setSelected(now.size === all.length ? new Set() : new Set(all.map((row) => row.id)));
  }, []);

  const shortcuts = useMemo<Shortcut[]>(
    () => [
      { keys: "j", label: "key-next", run: () => move(1) },
      { keys: "k", label: "key-previous", run: () => move(-1) },
      { keys: "arrowdown", label: "key-next", run: () => move(1) },
      { keys: "arrowup", label: "key-previous", run: () => move(-1) },
      {
        keys: "enter",
        label: "key-open",
        run: () => {
          const row = current();
          if (row) open(row);
        },
      },
      {
        keys: "x",
        label: "key-select",
        run: () => {
          const row = current();
          if (row) toggle(row, false);
        },
      },
      {
        keys: "shift+x",
        label: "key-select-range",
        run: () => {
          const row = current();
          if (row) toggle(row, true);
        },
      },
      { keys: "e", label: "key-solve", run: () => ask("solve") },
      { keys: "a", label: "key-assign", run: () => ask("assign") },
      { keys: "p", label: "key-priority", run: () => ask("priority") },
      { keys: "s", label: "key-status", run: () => ask("status") },
      { keys: "/", label: "key-search", run: () => searchRef.current?.focus() },
      { keys: "u", label: "key-refresh", run: refresh },
      { keys: "escape", label: "key-clear", run: () => setSelected(new Set()) },
    ],
    [move, current, open, toggle, ask, refresh],
  );
  useShortcuts("keys-inbox", shortcuts);

  // ------------------------------------------------------------ filters
  const set = useCallback(
    (key: keyof TicketFilter, value: string | undefined) => {
      void navigate({
        to: "/",
        replace: true,
        search: (before: TicketFilter) => {
          const next = { ...before };
          delete next[key];
          if (value) next[key] = value;
          return next;
        },
      });
    },
    [navigate],
  );
  const [text, setText] = useState(search.q ?? "");
  useEffect(() => setText(search.q ?? ""), [search.q]);
  useEffect(() => {
    if (text === (search.q ?? "")) return undefined;
    const timer = setTimeout(() => set("q", text.trim() || undefined), 250);
    return () => clearTimeout(timer);
  }, [text, search.q, set]);
  const sortOptions = useMemo(() => SORTS.map((sort) => ({ id: sort as string, label: tr.dynamic(`sort-${sort.replace("-", "by-")}`) ?? sort })), [tr]);
  const sortText = sortOptions.find((option) => option.id === filter.sort)?.label ?? t("sort");
  const clear = useCallback(() => setSelected(new Set()), []);

  const priorityOptions = usePriorityOptions();
  const statusOptions = useStatusOptions();
  const agentOptions = useAgentOptions();
  const assigneeOptions = useMemo(
    () => agentOptions.map((option) => (option.id === me.id ? { ...option, id: "me" } : option)),
    [agentOptions, me.id],
  );
  const planOptions = useMemo(() => plans.map((plan) => ({ id: plan.id, label: plan.name })), [plans]);
  const slaOptions = useMemo(
    () => (["breached", "due_soon", "running", "none"] as const).map((id) => ({ id: id as string, label: tr.t(`sla-filter-${id.replace("_", "-") as "breached" | "due-soon" | "running" | "none"}`) })),
    [tr],
  );
  const escalatedOptions = useMemo(() => [{ id: "true", label: tr.t("escalated-only") }], [tr]);
  const offeredOptions = useMemo(() => (["me", "my_teams", "any"] as const).map((id) => ({ id: id as string, label: tr.t(`offered-${id === "my_teams" ? "teams" : id}`) })), [tr]);
  const bouncedOptions = useMemo(() => ["1", "2", "3"].map((id) => ({ id, label: tr.t("bounced-n", { count: Number(id) }) })), [tr]);
  const filtered = FILTER_KEYS.some((key) => search[key]) || Boolean(search.q);
  const title = view ? viewName(tr, view) : search.handed ? t("tickets-of-handoffs") : search.drew ? t("tickets-of-credits") : search.account ? t("tickets-of-account") : t("view-inbox");
  const allSelected = rows.length > 0 && selected.size === rows.length;

  return (
    <section className="inbox" aria-label={title}>
      <div className="page-head">
        <PageTitle>{title}</PageTitle>
        <span className="page-sub">
          {count
            ? t("count-tickets-shown", { count: count.count, shown: format.number(count.count) + (count.capped ? "+" : "") })
            : rows.length > 0
              ? t("count-tickets-shown", { count: rows.length, shown: format.number(rows.length) + (hasNextPage ? "+" : "") })
              : ""}
        </span>
        <div className="head-search">
          <Search size={15} aria-hidden="true" />
          <input
            ref={searchRef}
            type="search"
            aria-label={t("search-list")}
            placeholder={t("search-list")}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") {
                if (text) setText("");
                gridRef.current?.focus();
              } else if (event.key === "Enter" || event.key === "ArrowDown") {
                event.preventDefault();
                gridRef.current?.focus();
                if (state.current.cursor === null) move(1);
              }
            }}
          />
          {text ? (
            <button type="button" className="input-clear" aria-label={t("clear")} onClick={() => setText("")}>
              <X size={13} aria-hidden="true" />
            </button>
          ) : (
            <Keys keys="/" />
          )}
        </div>
      </div>
      <div className="toolbar" role="toolbar" aria-label={t("filters")}>
        <button
          type="button"
          role="checkbox"
          className="tick tick-all"
          aria-checked={allSelected ? true : selected.size > 0 ? "mixed" : false}
          aria-label={t("select-all")}
          onClick={selectAll}
          disabled={rows.length === 0}
        />
        <FilterMenu name="status" label={t("filter-status")} options={statusOptions} value={search.status} onChange={set} />
        <FilterMenu name="priority" label={t("filter-priority")} options={priorityOptions} value={search.priority} onChange={set} />
        <FilterMenu name="assignee" label={t("filter-assignee")} options={assigneeOptions} value={search.assignee} onChange={set} />
        <FilterMenu name="plan" label={t("filter-plan")} options={planOptions} value={search.plan} onChange={set} />
        <FilterMenu name="sla" label={t("filter-sla")} options={slaOptions} value={search.sla} onChange={set} />
        <FilterMenu name="offered" label={t("offered")} options={offeredOptions} value={search.offered} onChange={set} />
        <FilterMenu name="bounces" label={t("bounced")} options={bouncedOptions} value={search.bounces} onChange={set} />
        <FilterMenu name="escalated" label={t("escalated")} options={escalatedOptions} value={search.escalated} onChange={set} />
        <span className="toolbar-gap" />
        <Suspense fallback={null}>
          {(filtered || search.sort || search.view) && (
            <ViewMenu view={view} search={search} sort={filter.sort ?? "due"} changed={filtered || (search.sort !== undefined && search.sort !== view?.sort)} />
          )}
        </Suspense>
        <ChoiceMenu name="sort" label={t("sort")} text={sortText} icon={SORT_ICON} options={sortOptions} value={filter.sort} onChange={set} />
        <span className={`live-dot live-${live}`} role="status">
          <i aria-hidden="true" />
          <span>{t(`live-${live}`)}</span>
        </span>
      </div>
      {fresh > 0 && (
        <button type="button" className="fresh-bar" onClick={refresh}>
          <RotateCw size={13} aria-hidden="true" />
          {t("new-tickets", { count: fresh })}
        </button>
      )}
      {list.isError && rows.length === 0 ? (
        <ErrorState error={list.error} retry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Skeleton lines={14} />
      ) : rows.length === 0 ? (
        filtered ? (
          <EmptyState
            icon={<InboxIcon size={22} />}
            title={t("inbox-none-match")}
            action={
              <Button variant="default" onClick={() => void navigate({ to: "/", search: search.view ? { view: search.view } : {} })}>
                {t("filters-clear")}
              </Button>
            }
          >
            {t("inbox-none-match-text")}
          </EmptyState>
        ) : (
          <EmptyState icon={<PartyPopper size={22} />} title={t("inbox-empty")}>
            {t("inbox-empty-text")}
          </EmptyState>
        )
      ) : (
        <div
          ref={gridRef}
          className="grid"
          role="grid"
          tabIndex={0}
          aria-label={title}
          aria-rowcount={hasNextPage ? -1 : lines.length}
          aria-multiselectable="true"
          aria-activedescendant={cursor !== null && ordered.some((row) => row.number === cursor) ? `row-${cursor}` : undefined}
          aria-busy={list.isFetching || undefined}
          onScroll={(event) => remember({ scroll: event.currentTarget.scrollTop })}
        >
          <div role="rowgroup" className="grid-inner" style={{ height: virtual.getTotalSize() }}>
            {items.map((item) => {
              const line = lines[item.index];
              if (!line) return null;
              if (line.kind === "group") {
                return (
                  <div
                    key={item.key}
                    role="row"
                    aria-rowindex={item.index + 1}
                    className={`group group-${line.group}`}
                    style={{ height: item.size, transform: `translateY(${item.start}px)` }}
                  >
                    <span role="gridcell">
                      <strong>{t(`group-${line.group}`)}</strong> <span className="group-count">{format.number(line.count)}</span>
                    </span>
                  </div>
                );
              }
              return (
                <Row
                  key={item.key}
                  row={line.row}
                  active={line.row.number === cursor}
                  selected={selected.has(line.row.id)}
                  gone={line.row.spam || line.row.merged_into !== null}
                  rowIndex={item.index + 1}
                  height={item.size}
                  top={item.start}
                  actions={actions}
                />
              );
            })}
          </div>
          {isFetchingNextPage && <div className="grid-more">{t("loading")}</div>}
          {list.isFetchNextPageError && (
            <div className="grid-more">
              <button type="button" className="link" onClick={() => void fetchNextPage()}>
                {t("retry")}
              </button>
            </div>
          )}
        </div>
      )}
      <BulkBar mode={bulk} setMode={setBulk} selectedCount={selected.size} targets={targets} clear={clear} />
    </section>
  );
}
