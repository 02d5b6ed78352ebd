/* A list kept under a name: saved from the filters that are set, renamed, changed, taken away. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Bookmark, Ellipsis, PencilLine, RefreshCw, Trash2 } from "lucide-react";
import { useState } from "react";
import { body, client, etag } from "../api/client";
import { problemText } from "../api/problem";
import { type TicketFilter, queryClient, teamsQuery } from "../api/queries";
import type { View } from "../api/types";
import { useI18n } from "../lib/i18n";
import { can, useMe } from "../shell/session";
import { Confirm, Dialog, DialogButtons, Menu, Select, TextInput, toast } from "../ui";

/** What a view keeps of a list: its own filter with what was set over it. */
export function keptFilter(view: View | undefined, search: TicketFilter): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [key, value] of Object.entries({ ...view?.filter, ...search })) {
    if (key !== "view" && key !== "sort" && typeof value === "string" && value) kept[key] = value;
  }
  return kept;
}

type Asked = "save" | "edit" | "delete" | null;

export function ViewMenu({ view, search, sort, changed }: { view: View | undefined; search: TicketFilter; sort: string; changed: boolean }) {
  const { tr } = useI18n();
  const t = tr.t;
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked>(null);
  const me = useMe();
  // What is shared is changed only by who may.
  const kept = view !== undefined && search.view === view.id && (view.owner === "me" || can(me, "view_manage"));
  const update = async (change: Record<string, unknown>): Promise<boolean> => {
    if (!view) return false;
    try {
      await body(client.PATCH("/api/v1/views/{view}", { params: { path: { view: view.id } }, headers: { "If-Match": etag(view.version) }, body: change }));
      await queryClient.invalidateQueries({ queryKey: ["views"] });
      void queryClient.invalidateQueries({ queryKey: ["counts"] });
      void navigate({ to: "/", search: { view: view.id }, replace: true });
      toast({ text: t("view-saved") });
      return true;
    } catch (error) {
      await queryClient.invalidateQueries({ queryKey: ["views"] });
      toast({ text: problemText(tr, error), tone: "error" });
      return false;
    }
  };
  const remove = async (): Promise<void> => {
    if (!view) return;
    try {
      await body(client.DELETE("/api/v1/views/{view}", { params: { path: { view: view.id } }, headers: { "If-Match": etag(view.version) } }));
      void navigate({ to: "/", search: {}, replace: true });
      await queryClient.invalidateQueries({ queryKey: ["views"] });
      toast({ text: t("view-deleted") });
    } catch (error) {
      toast({ text: problemText(tr, error), tone: "error" });
    }
  };
  return (
    <>
      {changed && (
        <button type="button" className="quiet-button" onClick={() => setAsked("save")} aria-haspopup="dialog">
          <Bookmark size={14} aria-hidden="true" />
          <span className="quiet-label">{t("view-save")}</span>
        </button>
      )}
      {kept && (
        <Menu position="bottom-end" width={240}>
          <Menu.Target>
            <button type="button" className="icon-button" aria-label={t("view-actions")}>
              <Ellipsis size={16} aria-hidden="true" />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {changed && (
              <Menu.Item leftSection={<RefreshCw size={15} />} onClick={() => void update({ filter: keptFilter(view, search), sort })}>
                {t("view-update")}
              </Menu.Item>
            )}
            <Menu.Item leftSection={<PencilLine size={15} />} onClick={() => setAsked("edit")}>
              {t("view-edit")}
            </Menu.Item>
            <Menu.Item leftSection={<Trash2 size={15} />} color="red" onClick={() => setAsked("delete")}>
              {t("view-delete")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {asked === "save" && (
        <ViewForm
          title={t("view-save-title")}
          onClose={() => setAsked(null)}
          save={async (name, owner) => {
            try {
              const made = await body<View>(client.POST("/api/v1/views", { body: { name, owner, filter: keptFilter(view, search), sort } }));
              await queryClient.invalidateQueries({ queryKey: ["views"] });
              void navigate({ to: "/", search: { view: made.id }, replace: true });
              toast({ text: t("view-saved") });
              return true;
            } catch (error) {
              toast({ text: problemText(tr, error), tone: "error" });
              return false;
            }
          }}
        />
      )}
      {asked === "edit" && view && (
        <ViewForm title={t("view-edit")} name={view.name} owner={view.owner ?? "me"} onClose={() => setAsked(null)} save={(name, owner) => update({ name, owner })} />
      )}
      {asked === "delete" && view && (
        <Confirm title={t("view-delete-title", { name: view.name })} text={t("view-delete-text")} label={t("view-delete")} run={remove} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

function ViewForm({
  title,
  name: named = "",
  owner: owned = "me",
  save,
  onClose,
}: {
  title: string;
  name?: string;
  owner?: string;
  save: (name: string, owner: string) => Promise<boolean>;
  onClose: () => void;
}) {
  const { tr } = useI18n();
  const t = tr.t;
  const me = useMe();
  const { data: teams = [] } = useQuery(teamsQuery);
  const [name, setName] = useState(named);
  const [owner, setOwner] = useState(owned);
  const [busy, setBusy] = useState(false);
  // Sharing is a right; who lacks it keeps views for themselves.
  const shares = me.permissions.includes("view_manage");
  const mine = new Set(me.teams.map((team) => team.id));
  return (
    <Dialog onClose={onClose} title={title}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!name.trim() || busy) return;
          setBusy(true);
          void save(name.trim(), owner).then((done) => {
            setBusy(false);
            if (done) onClose();
          });
        }}
      >
        <TextInput data-autofocus label={t("name-of-thing")} value={name} maxLength={100} onChange={(event) => setName(event.currentTarget.value)} />
        <Select
          label={t("view-for")}
          value={owner}
          onChange={(value) => setOwner(value ?? "me")}
          data={[
            { value: "me", label: t("view-for-me") },
            ...(shares || owner !== "me"
              ? [...teams.filter((team) => mine.has(team.id) || team.id === owner).map((team) => ({ value: team.id, label: team.name })), { value: "everyone", label: t("view-for-everyone") }]
              : []),
          ]}
        />
        <DialogButtons onClose={onClose} label={t("save")} busy={busy} disabled={!name.trim()} />
      </form>
    </Dialog>
  );
}
