/* Which priority impact and urgency give. */
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { queryClient } from "../api/queries";
import { LEVELS, PRIORITIES, type Priority } from "../api/types";
import { useI18n } from "../lib/i18n";
import { ErrorState, PriorityGlyph, Skeleton, toast } from "../ui";
import { type Matrix, matrixQuery, putSetting } from "./api";
import { type Encoded, useDraft } from "./draft";
import { Block, ChoiceField } from "./fields";
import { SettingFrame } from "./Setting";

interface Kept {
  matrix: Matrix;
  version: number;
}

export function encodeMatrix(matrix: Matrix): Encoded {
  const at = new Map<string, string>();
  for (const impact of LEVELS) for (const urgency of LEVELS) at.set(`matrix.${impact}.${urgency}`, `matrix.${impact}.${urgency}`);
  return { body: { matrix }, at, wrong: {} };
}
const decode = (kept: Kept): Matrix => kept.matrix;

export function PriorityMatrix() {
  const kept = useQuery({ ...matrixQuery, staleTime: 0 });
  if (kept.isError && !kept.data) return <ErrorState error={kept.error} retry={() => void kept.refetch()} />;
  if (!kept.data) return <Skeleton kind="panel" lines={5} />;
  return <Editor kept={kept.data} />;
}

function Editor({ kept }: { kept: Kept }) {
  const { tr } = useI18n();
  const t = tr.t;
  const start = useMemo(
    () => kept.matrix,
    // The first look decides; what is saved later comes through the draft.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [],
  );
  const draft = useDraft<Matrix, Kept>({
    start,
    decode,
    encode: encodeMatrix,
    version: kept.version,
    send: (input, version) => putSetting("priority_matrix", version, input),
    fetch: useCallback(() => queryClient.fetchQuery({ ...matrixQuery, staleTime: 0 }), []),
    saved: () => {
      toast({ text: t("saved") });
      return false;
    },
  });
  const matrix = draft.form;
  const data = PRIORITIES.map((priority) => ({ value: priority as string, label: tr.dynamic(`priority-${priority}`) ?? priority }));
  return (
    <SettingFrame title={t("promises-priorities")} text={t("matrix-text")} draft={draft} lint="priority_matrix">
      <Block title={t("matrix-title")}>
        <div className="grid-scroll" role="group" tabIndex={0} aria-label={t("matrix-title")}>
          <table className="table matrix">
            <thead>
              <tr>
                <td>
                  <span className="faint">{t("matrix-corner")}</span>
                </td>
                {LEVELS.map((urgency) => (
                  <th key={urgency} scope="col">
                    {t("matrix-urgency", { level: tr.dynamic(`level-${urgency}`) ?? urgency })}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {LEVELS.map((impact) => (
                <tr key={impact}>
                  <th scope="row">{t("matrix-impact", { level: tr.dynamic(`level-${impact}`) ?? impact })}</th>
                  {LEVELS.map((urgency) => {
                    const priority = matrix[impact]?.[urgency] ?? "normal";
                    return (
                      <td key={urgency}>
                        <span className={`matrix-cell matrix-${priority}`}>
                          <PriorityGlyph priority={priority as Priority} />
                          <ChoiceField
                            k={`matrix.${impact}.${urgency}`}
                            bare
                            label={t("matrix-cell", { impact: tr.dynamic(`level-${impact}`) ?? impact, urgency: tr.dynamic(`level-${urgency}`) ?? urgency })}
                            value={priority}
                            onChange={(next) => draft.set((old) => ({ ...old, [impact]: { ...old[impact], [urgency]: next ?? priority } }))}
                            data={data}
                          />
                        </span>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Block>
    </SettingFrame>
  );
}
