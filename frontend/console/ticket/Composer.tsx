import { Placeholder } from "@tiptap/extensions";
import { type Editor, EditorContent, type JSONContent, useEditor, useEditorState } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import {
  Bold,
  ChevronDown,
  Code,
  CircleCheck,
  Hourglass,
  Italic,
  Link as LinkIcon,
  List,
  ListOrdered,
  Lock,
  Paperclip,
  Quote,
  Reply,
  Send,
  SquareCode,
  Strikethrough,
  X,
} from "lucide-react";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { pauseReason } from "../api/actions";
import { body, client, newKey, upload } from "../api/client";
import { problemText } from "../api/problem";
import { messagesQuery, queryClient } from "../api/queries";
import type { Attachment, Message, Ticket } from "../api/types";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { type Shortcut, useShortcuts } from "../lib/keys";
import { Button, Menu, TextInput, Popover, Tooltip, toast } from "../ui";
import { AttachmentIcon } from "./Thread";

export type Mode = "reply" | "note";
type Then = "pending" | "solved" | null;

/** The largest file the desk takes by itself; the server has the last word. */
export const FILE_MAX_BYTES = 25_000_000;
const DRAFT_SAVE_MS = 400;

interface Upload {
  key: string;
  file: File;
  share: number;
  done: Attachment | null;
  failed: string | null;
  abort: AbortController;
}

/** As a document and not as text: text would go through the browser's HTML parser. */
const EMPTY: JSONContent = { type: "doc", content: [{ type: "paragraph" }] };

const draftKey = (number: number, mode: Mode) => `surety-draft-${number}-${mode}`;
function readDraft(number: number, mode: Mode): JSONContent | null {
  try {
    const stored = localStorage.getItem(draftKey(number, mode));
    return stored ? (JSON.parse(stored) as JSONContent) : null;
  } catch {
    return null;
  }
}
function writeDraft(number: number, mode: Mode, content: JSONContent | null): void {
  try {
    if (content) localStorage.setItem(draftKey(number, mode), JSON.stringify(content));
    else localStorage.removeItem(draftKey(number, mode));
  } catch {
    // A full or refused storage costs the draft of a closed tab, not the text on screen.
  }
}

export function Composer({
  ticket,
  mode,
  setMode,
  focusRef,
  focusWanted,
}: {
  ticket: Ticket;
  mode: Mode;
  setMode: (mode: Mode) => void;
  focusRef: RefObject<(() => void) | null>;
  focusWanted: RefObject<boolean>;
}) {
  const { tr } = useI18n();
  const t = tr.t;
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [sending, setSending] = useState(false);
  const [dragging, setDragging] = useState(false);
  const [cc, setCc] = useState<string | null>(null);
  const fileRef = useRef<HTMLInputElement>(null);
  const modeRef = useRef(mode);
  const sendRef = useRef<(then: Then) => Promise<void>>(async () => {});
  const attempt = useRef<{ payload: string; key: string } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const addFiles = useCallback(
    (files: Iterable<File>) => {
      for (const file of files) {
        if (file.size > FILE_MAX_BYTES) {
          toast({ text: t("file-too-large", { name: file.name }), tone: "error" });
          continue;
        }
        const item: Upload = { key: newKey(), file, share: 0, done: null, failed: null, abort: new AbortController() };
        const patch = (part: Partial<Upload>) => setUploads((all) => all.map((each) => (each.key === item.key ? { ...each, ...part } : each)));
        setUploads((all) => [...all, item]);
        upload<Attachment>(file, (share) => patch({ share }), item.abort.signal).then(
          (done) => patch({ done, share: 1 }),
          (error: unknown) => {
            if (!item.abort.signal.aborted) patch({ failed: problemText(tr, error) });
          },
        );
      }
    },
    [t, tr],
  );

  const placeholder = useRef("");
  placeholder.current = mode === "note" ? t("composer-note-hint") : t("composer-reply-hint");
  const editor = useEditor({
    extensions: [
      StarterKit.configure({
        heading: false,
        horizontalRule: false,
        link: { openOnClick: false, autolink: true, defaultProtocol: "https", protocols: ["http", "https", "mailto"] },
      }),
      Placeholder.configure({ placeholder: () => placeholder.current }),
    ],
    injectCSS: false,
    content: readDraft(ticket.number, mode) ?? EMPTY,
    editorProps: {
      attributes: { class: "prose editor-text", role: "textbox", "aria-multiline": "true", "aria-label": mode === "note" ? t("internal-note") : t("reply") },
      handleKeyDown: (view, event) => {
        if (event.key === "Escape") {
          // Out of the text, so that single keys work again.
          view.dom.blur();
          return true;
        }
        // Taken here, before the editor makes a line break of it.
        if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return false;
        event.preventDefault();
        void sendRef.current(event.shiftKey && modeRef.current === "reply" ? "solved" : null);
        return true;
      },
      handlePaste: (_view, event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        if (files.length === 0) return false;
        addFiles(files);
        return true;
      },
    },
    onUpdate: ({ editor: now }) => {
      clearTimeout(timer.current);
      const forMode = modeRef.current;
      timer.current = setTimeout(() => writeDraft(ticket.number, forMode, now.isEmpty ? null : now.getJSON()), DRAFT_SAVE_MS);
    },
  });

  useEffect(() => {
    focusRef.current = () => {
      // The view itself takes the focus now; the command would wait for a frame.
      editor.view.focus();
      editor.commands.focus("end");
    };
    if (focusWanted.current) {
      focusWanted.current = false;
      focusRef.current();
    }
    return () => {
      focusRef.current = null;
    };
  }, [editor, focusRef, focusWanted]);
  useLayoutEffect(() => {
    if (modeRef.current === mode) return;
    // The text of each mode is its own: a note must never turn into a reply by a click.
    clearTimeout(timer.current);
    writeDraft(ticket.number, modeRef.current, editor.isEmpty ? null : editor.getJSON());
    modeRef.current = mode;
    editor.commands.setContent(readDraft(ticket.number, mode) ?? EMPTY, { emitUpdate: false });
    editor.setOptions({
      editorProps: {
        ...editor.options.editorProps,
        attributes: { class: "prose editor-text", role: "textbox", "aria-multiline": "true", "aria-label": mode === "note" ? t("internal-note") : t("reply") },
      },
    });
  }, [mode, editor, ticket.number, t]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      if (!editor.isDestroyed) writeDraft(ticket.number, modeRef.current, editor.isEmpty ? null : editor.getJSON());
    },
    [editor, ticket.number],
  );

  const empty = useEditorState({ editor, selector: ({ editor: now }) => now.isEmpty });
  const uploading = uploads.some((each) => !each.done && !each.failed);
  const ready = !empty && !uploading && !sending;

  const send = useCallback(
    async (then: Then) => {
      if (editor.isEmpty || uploading || sending) return;
      const pause = mode === "reply" && then === "pending" ? await pauseReason(tr, [ticket.status.category], then) : {};
      if (pause === false) return;
      const attachments = uploads.flatMap((each) => (each.done ? [each.done.id] : []));
      const copies = (cc ?? "")
        .split(/[,;\s]+/)
        .map((each) => each.trim())
        .filter(Boolean);
      const payload = {
        body_html: editor.getHTML(),
        ...(attachments.length > 0 ? { attachments } : {}),
        ...(mode === "reply" && copies.length > 0 ? { cc: copies } : {}),
        ...(mode === "reply" && then ? { then: { category: then, ...(pause.pause_reason ? { reason: pause.pause_reason } : {}) } } : {}),
      };
      // The same text keeps its key over retries, so a lost answer never sends twice.
      const text = JSON.stringify([mode, payload]);
      if (attempt.current?.payload !== text) attempt.current = { payload: text, key: newKey() };
      const key = attempt.current.key;
      setSending(true);
      try {
        const path = mode === "reply" ? "/api/v1/tickets/{ticket}/replies" : "/api/v1/tickets/{ticket}/notes";
        const message = await body<Message>(
          client.POST(path, { params: { path: { ticket: String(ticket.number) } }, headers: { "Idempotency-Key": key }, body: payload }),
        );
        attempt.current = null;
        editor.commands.setContent(EMPTY, { emitUpdate: false });
        clearTimeout(timer.current);
        writeDraft(ticket.number, mode, null);
        setUploads([]);
        setCc(null);
        queryClient.setQueryData(messagesQuery(String(ticket.number)).queryKey, (old) =>
          old && !old.items.some((each) => each.id === message.id) ? { ...old, items: [...old.items, message] } : old,
        );
        void queryClient.invalidateQueries({ queryKey: ["ticket", String(ticket.number)] });
        void queryClient.invalidateQueries({ queryKey: ["counts"] });
        toast({ text: mode === "note" ? t("note-saved") : then === "solved" ? t("reply-sent-solved") : t("reply-sent") });
      } catch (error) {
        toast({ text: problemText(tr, error), tone: "error" });
      } finally {
        setSending(false);
      }
    },
    [editor, uploads, uploading, sending, cc, mode, ticket.number, ticket.status.category, t, tr],
  );

  useEffect(() => {
    sendRef.current = send;
  }, [send]);

  const shortcuts = useMemo<Shortcut[]>(
    () => [
      { keys: "mod+enter", label: "key-send", always: true, run: () => void send(null) },
      { keys: "mod+shift+enter", label: "key-send-solve", always: true, run: () => void send(mode === "reply" ? "solved" : null) },
    ],
    [send, mode],
  );
  useShortcuts("keys-composer", shortcuts);

  const to = ticket.requester ? `${ticket.requester.name}${ticket.requester.email ? ` <${ticket.requester.email}>` : ""}` : "";

  return (
    <section
      className={`composer composer-${mode}${dragging ? " composer-drop" : ""}`}
      aria-label={mode === "note" ? t("internal-note") : t("reply")}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setDragging(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDragging(false);
      }}
      onDrop={(event) => {
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        setDragging(false);
        addFiles(event.dataTransfer.files);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) {
          (document.activeElement as HTMLElement | null)?.blur();
          event.stopPropagation();
        }
      }}
    >
      <div className="composer-tabs" role="group" aria-label={t("composer-kind")}>
        <button type="button" aria-pressed={mode === "reply"} onClick={() => setMode("reply")}>
          <Reply size={15} aria-hidden="true" /> {t("reply")}
        </button>
        <button type="button" aria-pressed={mode === "note"} onClick={() => setMode("note")}>
          <Lock size={14} aria-hidden="true" /> {t("internal-note")}
        </button>
        <span className="composer-to clip" title={to}>
          {mode === "reply" ? to : t("note-who-reads")}
        </span>
        {mode === "reply" && cc === null && (
          <button type="button" className="cc-button" onClick={() => setCc("")}>
            {t("cc")}
          </button>
        )}
      </div>
      <div className="composer-box">
        {mode === "reply" && cc !== null && (
          <label className="cc-line">
            <span>{t("cc")}</span>
            <input value={cc} type="text" inputMode="email" autoFocus onChange={(event) => setCc(event.currentTarget.value)} placeholder={t("cc-hint")} />
            <button type="button" className="input-clear" aria-label={t("cc-remove")} onClick={() => setCc(null)}>
              <X size={13} aria-hidden="true" />
            </button>
          </label>
        )}
        <EditorContent editor={editor} className="editor" />
        {uploads.length > 0 && (
          <ul className="attachments composer-files">
            {uploads.map((each) => (
              <UploadItem key={each.key} item={each} remove={() => {
                each.abort.abort();
                setUploads((all) => all.filter((other) => other.key !== each.key));
              }} />
            ))}
          </ul>
        )}
        <div className="composer-foot">
          <FormatBar editor={editor} />
          <button type="button" className="foot-button" onClick={() => fileRef.current?.click()}>
            <Paperclip size={15} aria-hidden="true" /> <span>{t("attach")}</span>
          </button>
          <input
            ref={fileRef}
            type="file"
            multiple
            hidden
            onChange={(event) => {
              addFiles(event.currentTarget.files ?? []);
              event.currentTarget.value = "";
            }}
          />
          <span className="toolbar-gap" />
          <span className="send">
            <Button className="send-main" loading={sending} disabled={!ready} leftSection={mode === "note" ? <Lock size={14} /> : <Send size={14} />} onClick={() => void send(null)}>
              {mode === "note" ? t("note-save") : t("send")}
            </Button>
            {mode === "reply" && (
              <Menu position="top-end" width={240}>
                <Menu.Target>
                  <Button className="send-more" disabled={!ready} aria-label={t("send-more")}>
                    <ChevronDown size={15} aria-hidden="true" />
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item leftSection={<Hourglass size={15} />} onClick={() => void send("pending")}>
                    {t("send-pending")}
                  </Menu.Item>
                  <Menu.Item leftSection={<CircleCheck size={15} />} onClick={() => void send("solved")}>
                    {t("send-solved")}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            )}
          </span>
        </div>
      </div>
    </section>
  );
}

function UploadItem({ item, remove }: { item: Upload; remove: () => void }) {
  const format = useFormat();
  const { tr } = useI18n();
  return (
    <li className={`attachment${item.failed ? " attachment-failed" : ""}`}>
      <AttachmentIcon type={item.file.type} />
      <span className="clip">{item.file.name}</span>
      <span className="faint nowrap">
        {item.failed ?? (item.done ? format.size(item.file.size) : tr.t("upload-percent", { percent: Math.round(item.share * 100) }))}
      </span>
      <button type="button" className="input-clear" aria-label={tr.t("file-remove", { name: item.file.name })} onClick={remove}>
        <X size={13} aria-hidden="true" />
      </button>
      {!item.done && !item.failed && <progress max={1} value={item.share} aria-label={item.file.name} />}
    </li>
  );
}

function FormatBar({ editor }: { editor: Editor }) {
  const { tr } = useI18n();
  const [linkOpen, setLinkOpen] = useState(false);
  const [href, setHref] = useState("");
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive("bold"),
      italic: now.isActive("italic"),
      strike: now.isActive("strike"),
      code: now.isActive("code"),
      bulletList: now.isActive("bulletList"),
      orderedList: now.isActive("orderedList"),
      blockquote: now.isActive("blockquote"),
      codeBlock: now.isActive("codeBlock"),
      link: now.isActive("link"),
    }),
  });
  const chain = () => editor.chain().focus();
  const buttons = [
    ["bold", Bold, () => chain().toggleBold().run()],
    ["italic", Italic, () => chain().toggleItalic().run()],
    ["strike", Strikethrough, () => chain().toggleStrike().run()],
    ["code", Code, () => chain().toggleCode().run()],
    ["bulletList", List, () => chain().toggleBulletList().run()],
    ["orderedList", ListOrdered, () => chain().toggleOrderedList().run()],
    ["blockquote", Quote, () => chain().toggleBlockquote().run()],
    ["codeBlock", SquareCode, () => chain().toggleCodeBlock().run()],
  ] as const;
  const names = {
    bold: tr.t("format-bold"),
    italic: tr.t("format-italic"),
    strike: tr.t("format-strike"),
    code: tr.t("format-code"),
    bulletList: tr.t("format-list"),
    orderedList: tr.t("format-numbers"),
    blockquote: tr.t("format-quote"),
    codeBlock: tr.t("format-block"),
  };
  return (
    <div className="format-bar" role="toolbar" aria-label={tr.t("formatting")}>
      {buttons.map(([name, Icon, run]) => (
        <Tooltip key={name} label={names[name]}>
          <button type="button" aria-label={names[name]} aria-pressed={on[name]} onMouseDown={(event) => event.preventDefault()} onClick={run}>
            <Icon size={15} aria-hidden="true" />
          </button>
        </Tooltip>
      ))}
      <Popover opened={linkOpen} onChange={setLinkOpen} position="top-start" width={300} trapFocus>
        <Popover.Target>
          <button
            type="button"
            aria-label={tr.t("format-link")}
            aria-pressed={on.link}
            onClick={() => {
              setHref(String(editor.getAttributes("link").href ?? ""));
              setLinkOpen((is) => !is);
            }}
          >
            <LinkIcon size={15} aria-hidden="true" />
          </button>
        </Popover.Target>
        <Popover.Dropdown p={8} aria-label={tr.t("format-link")}>
          <form
            className="link-form"
            onSubmit={(event) => {
              event.preventDefault();
              event.stopPropagation();
              const url = href.trim();
              if (url) chain().extendMarkRange("link").setLink({ href: /^[a-z]+:/i.test(url) ? url : `https://${url}` }).run();
              else chain().extendMarkRange("link").unsetLink().run();
              setLinkOpen(false);
            }}
          >
            <TextInput data-autofocus aria-label={tr.t("link-address")} placeholder="https://" value={href} onChange={(event) => setHref(event.currentTarget.value)} />
            <Button type="submit">{tr.t("apply")}</Button>
          </form>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}
