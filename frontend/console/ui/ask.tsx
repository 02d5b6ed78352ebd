/* One question with one line for an answer, asked from anywhere. */
import { Button, Modal, TextInput } from "@mantine/core";
import { useState, useSyncExternalStore } from "react";
import { useT } from "../lib/i18n";

interface Question {
  title: string;
  text?: string;
  label: string;
  /** Answers offered for one click. */
  offers?: readonly string[];
  settle: (answer: string | null) => void;
}

let open: Question | null = null;
const listeners = new Set<() => void>();
function show(next: Question | null): void {
  open = next;
  for (const each of listeners) each();
}

/** The line written, or null when the asking was called off. */
export function ask(question: Omit<Question, "settle">): Promise<string | null> {
  open?.settle(null);
  return new Promise((resolve) => {
    show({
      ...question,
      settle: (answer) => {
        show(null);
        resolve(answer);
      },
    });
  });
}

export function Asker() {
  const question = useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => open,
  );
  return question ? <Dialog question={question} /> : null;
}

function Dialog({ question }: { question: Question }) {
  const t = useT();
  const [answer, setAnswer] = useState("");
  return (
    <Modal
      opened
      onClose={() => question.settle(null)}
      title={question.title}
      radius="lg"
      classNames={{ title: "dialog-title" }}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (answer.trim()) question.settle(answer.trim());
        }}
      >
        {question.text && <p>{question.text}</p>}
        <TextInput data-autofocus label={question.label} value={answer} onChange={(event) => setAnswer(event.currentTarget.value)} />
        {question.offers && (
          <div className="buttons">
            {question.offers.map((offer) => (
              <Button key={offer} variant="default" size="xs" onClick={() => question.settle(offer)}>
                {offer}
              </Button>
            ))}
          </div>
        )}
        <div className="buttons buttons-end">
          <Button variant="default" onClick={() => question.settle(null)}>
            {t("cancel")}
          </Button>
          <Button type="submit" disabled={!answer.trim()}>
            {t("apply")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
