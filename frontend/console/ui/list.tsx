/* A list that is read from the server: why it is not there, that it comes, that it is empty, or what it says and more of it. */
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { problemText } from "../api/problem";
import { useI18n } from "../lib/i18n";
import { ErrorState, Skeleton } from "./states";

/** What a list needs of its query; one without pages has no more to show. */
interface Read {
  isError: boolean;
  isPending: boolean;
  error: unknown;
  refetch: () => unknown;
  hasNextPage?: boolean;
  isFetchingNextPage?: boolean;
  isFetchNextPageError?: boolean;
  fetchNextPage?: () => unknown;
}

/** `count` are the rows that are there: those stay while a later read fails. `lines` and `kind` are of the skeleton. */
export function Listed({ list, count, lines = 6, kind = "rows", empty, children }: { list: Read; count: number; lines?: number; kind?: "rows" | "panel"; empty: ReactNode; children: ReactNode }) {
  const { tr } = useI18n();
  if (list.isError && count === 0) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  if (list.isPending) return <Skeleton kind={kind} lines={lines} />;
  if (count === 0) return empty;
  return (
    <>
      {children}
      {list.hasNextPage && (
        <div className="more">
          {list.isFetchNextPageError && <p role="alert">{problemText(tr, list.error)}</p>}
          <Button variant="default" loading={list.isFetchingNextPage ?? false} onClick={() => void list.fetchNextPage?.()}>
            {tr.t("show-more")}
          </Button>
        </div>
      )}
    </>
  );
}
