import "../css/pages.css";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { body, client } from "../api/client";
import { problemText } from "../api/problem";
import { productsQuery, queryClient, quickSearchQuery, typesQuery } from "../api/queries";
import { LEVELS, PRIORITIES, type Ticket } from "../api/types";
import { useSending } from "../api/sending";
import { useI18n } from "../lib/i18n";
import { Button, PageTitle, SegmentedControl, Select, TextInput, Textarea, toast, useDebouncedValue } from "../ui";

const CHANNELS = ["phone", "email", "web", "chat", "other"] as const;

export function NewTicket() {
  const { tr } = useI18n();
  const t = tr.t;
  const navigate = useNavigate();
  const sending = useSending([]);
  const { busy, touched } = sending;
  const [by, setBy] = useState<"customer" | "agent">("customer");
  const [requester, setRequester] = useState("");
  const [contactId, setContactId] = useState<string | null>(null);
  const [subject, setSubject] = useState("");
  const [text, setText] = useState("");
  const [channel, setChannel] = useState("phone");
  const [priority, setPriority] = useState<string | null>(null);
  const [impact, setImpact] = useState<string | null>(null);
  const [urgency, setUrgency] = useState<string | null>(null);
  const [type, setType] = useState<string | null>(null);
  const [product, setProduct] = useState<string | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [query] = useDebouncedValue(requester, 150);
  const found = useQuery({ ...quickSearchQuery(query), enabled: query.trim().length > 1 && contactId === null });
  const { data: types = [] } = useQuery(typesQuery);
  const { data: products = [] } = useQuery(productsQuery);

  const input = {
    subject: subject.trim(),
    body_text: text,
    requester: contactId ? { contact_id: contactId } : { email: requester.trim() },
    channel,
    opened_by: by,
    ...(priority ? { priority } : {}),
    ...(impact ? { impact } : {}),
    ...(urgency ? { urgency } : {}),
    ...(type ? { type_id: type } : {}),
    ...(product ? { product_id: product } : {}),
  };
  // Another ticket than the one of which nobody knows what became.
  const said = JSON.stringify(input);
  useEffect(() => touched(), [said, touched]);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const wrong: Record<string, string> = {};
    if (!contactId && !/^\S+@\S+\.\S+$/.test(requester.trim())) wrong.requester = t("new-requester-wrong");
    if (!subject.trim()) wrong.subject = t("field-needed");
    if (!text.trim()) wrong.text = t("field-needed");
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    await sending.send(
      async (key) => {
        const ticket = await body<Ticket>(client.POST("/api/v1/tickets", { headers: { "Idempotency-Key": key }, body: input }));
        void queryClient.invalidateQueries({ queryKey: ["counts"] });
        toast({ text: t("created-toast", { number: ticket.number }) });
        void navigate({ to: "/tickets/$number", params: { number: String(ticket.number) }, replace: true });
      },
      { failed: (problem) => void toast({ text: problemText(tr, problem), tone: "error" }) },
    );
  };
  const contacts = contactId === null && query.trim().length > 1 ? (found.data?.contacts ?? []) : [];
  const levels = LEVELS.map((level) => ({ value: level as string, label: t(`level-${level}`) }));

  return (
    <section className="page">
      <div className="page-head">
        <PageTitle>{t("new-ticket")}</PageTitle>
      </div>
      <form className="page-body form" onSubmit={(event) => void submit(event)} noValidate>
        <SegmentedControl
          aria-label={t("new-by")}
          value={by}
          onChange={(value) => setBy(value as "customer" | "agent")}
          data={[
            { value: "customer", label: t("new-by-customer") },
            { value: "agent", label: t("new-by-agent") },
          ]}
        />
        <p className="faint">{by === "customer" ? t("new-by-customer-text") : t("new-by-agent-text")}</p>
        <div>
          <TextInput
            label={t("new-requester")}
            placeholder={t("new-requester-hint")}
            value={requester}
            error={errors.requester}
            autoComplete="off"
            onChange={(event) => {
              setRequester(event.currentTarget.value);
              setContactId(null);
            }}
          />
          {contacts.length > 0 && (
            <ul className="suggest" aria-label={t("contacts")}>
              {contacts.map((contact) => (
                <li key={contact.id}>
                  <button
                    type="button"
                    onClick={() => {
                      setContactId(contact.id);
                      setRequester(contact.name);
                    }}
                  >
                    <b>{contact.name}</b> <span className="faint">{contact.email ?? contact.emails?.[0] ?? ""}</span>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </div>
        <TextInput label={t("new-subject")} value={subject} error={errors.subject} onChange={(event) => setSubject(event.currentTarget.value)} maxLength={300} />
        <Textarea label={t("new-text")} value={text} error={errors.text} minRows={7} rows={8} onChange={(event) => setText(event.currentTarget.value)} />
        <div className="form-row">
          <Select
            label={t("prop-channel")}
            value={channel}
            onChange={(value) => setChannel(value ?? "phone")}
            data={CHANNELS.map((each) => ({ value: each as string, label: tr.dynamic(`channel-${each}`) ?? each }))}
          />
          <Select label={t("prop-type")} value={type} onChange={setType} clearable data={types.map((each) => ({ value: each.id, label: each.name }))} />
          <Select label={t("prop-product")} value={product} onChange={setProduct} clearable searchable data={products.map((each) => ({ value: each.id, label: each.name }))} />
        </div>
        <div className="form-row">
          <Select label={t("prop-impact")} value={impact} onChange={setImpact} clearable data={levels} />
          <Select label={t("prop-urgency")} value={urgency} onChange={setUrgency} clearable data={levels} />
          <Select
            label={t("prop-priority")}
            description={impact && urgency ? t("new-priority-matrix") : undefined}
            value={priority}
            onChange={setPriority}
            clearable
            data={PRIORITIES.map((each) => ({ value: each as string, label: t(`priority-${each}`) }))}
          />
        </div>
        <div>
          <Button type="submit" loading={busy}>
            {t("new-create")}
          </Button>
        </div>
      </form>
    </section>
  );
}
