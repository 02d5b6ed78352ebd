/* The document as its readers see it, and the lines in which two versions differ. */
import { useState } from "react";
import { useI18n } from "../lib/i18n";
import { Badge } from "../ui";
import type { Block, PolicyDocument, SectionDiff } from "./api";

function Marked() {
  const { tr } = useI18n();
  return <Badge tone="violet">{tr.t("policy-marked")}</Badge>;
}

export function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return (
    <>
      {blocks.map((block, at) => {
        switch (block.kind) {
          case "paragraph":
            return (
              <p key={at} data-marked={block.marked ? "true" : undefined}>
                {block.text} {block.marked && <Marked />}
              </p>
            );
          case "list":
            return (
              <ul key={at}>
                {block.items.map((item, n) => (
                  <li key={n} data-marked={item.marked ? "true" : undefined}>
                    {item.text} {item.marked && <Marked />}
                  </li>
                ))}
              </ul>
            );
          case "table":
            return (
              <div key={at} className="policy-table" role="region" tabIndex={0} aria-label={block.caption}>
                <table>
                  <caption>{block.caption}</caption>
                  <thead>
                    <tr>
                      {block.head.map((cell) => (
                        <th key={cell} scope="col">
                          {cell}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {block.rows.map((row, n) => (
                      <tr key={n} data-marked={row.marked ? "true" : undefined}>
                        {row.cells.map((cell, column) =>
                          column === 0 ? (
                            <th key={column} scope="row">
                              {cell} {row.marked && <Marked />}
                            </th>
                          ) : (
                            <td key={column}>{cell}</td>
                          ),
                        )}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            );
        }
      })}
    </>
  );
}

export function DocumentView({ document }: { document: PolicyDocument }) {
  return (
    <article className="policy-sheet" lang={document.lang}>
      <h2 className="policy-title">{document.title}</h2>
      {document.sections.map((section, at) => (
        <section key={section.id} aria-label={section.title}>
          <h3>
            <span className="policy-number">{at + 1}</span>
            {section.title}
          </h3>
          <Blocks blocks={section.text} />
          <Blocks blocks={section.generated} />
        </section>
      ))}
    </article>
  );
}

/** Lines beside a change that are shown with it. */
const AROUND = 1;

export function Diff({ sections, none }: { sections: readonly SectionDiff[]; none: string }) {
  const { tr } = useI18n();
  const [whole, setWhole] = useState<ReadonlySet<string>>(new Set());
  const changed = sections.filter((section) => section.changed);
  if (changed.length === 0) return <p className="faint policy-none">{none}</p>;
  return (
    <div className="policy-diff">
      {changed.map((section) => {
        const all = whole.has(section.id);
        const near = section.lines.map((_, at) => all || section.lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some((line) => line.change !== "same"));
        return (
          <section key={section.id} className="card" aria-label={section.title}>
            <header>
              <h3>{section.title}</h3>
              {near.includes(false) && (
                <button type="button" className="link" onClick={() => setWhole((old) => new Set([...old, section.id]))}>
                  {tr.t("policy-whole-section")}
                </button>
              )}
            </header>
            <ol>
              {section.lines.map((line, at) =>
                near[at] ? (
                  <li key={at} className={`diff-${line.change}`}>
                    <span className="diff-sign" aria-hidden="true">
                      {line.change === "added" ? "+" : line.change === "removed" ? "−" : ""}
                    </span>
                    {line.change !== "same" && <span className="sr-only">{tr.t(line.change === "added" ? "policy-line-added" : "policy-line-removed")}</span>}
                    {line.change === "removed" ? <del>{line.text}</del> : line.change === "added" ? <ins>{line.text}</ins> : <span>{line.text}</span>}
                  </li>
                ) : near[at - 1] ? (
                  <li key={at} className="diff-gap" aria-hidden="true">
                    …
                  </li>
                ) : null,
              )}
            </ol>
          </section>
        );
      })}
    </div>
  );
}
