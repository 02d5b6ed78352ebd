const HUES = 6;

/** The same person has the same colour everywhere. */
export function hueOf(seed: string): number {
  let hash = 7;
  for (let i = 0; i < seed.length; i += 1) hash = (hash * 31 + seed.charCodeAt(i)) >>> 0;
  return hash % HUES;
}

/** `MT` of `Mei Tanaka`, `美` of `田中美`: Chinese names show their last character. */
export function initialsOf(name: string): string {
  const trimmed = name.trim();
  // Two such characters do not fit beside each other, nor one beside a letter.
  const chinese = trimmed.match(/[\u4e00-\u9fff]+/)?.[0];
  if (chinese) return chinese.slice(-1);
  const words = trimmed.split(/[\s.@_-]+/).filter(Boolean);
  const first = words[0]?.[0] ?? "?";
  const last = words.length > 1 ? (words[words.length - 1]?.[0] ?? "") : (words[0]?.[1] ?? "");
  return (first + last).toUpperCase();
}

export function Avatar({
  name,
  seed,
  size = 20,
  square = false,
}: {
  name: string | null | undefined;
  seed?: string | null | undefined;
  size?: 16 | 20 | 28 | 36;
  square?: boolean;
}) {
  if (!name) return <span className={`avatar avatar-${size} avatar-empty`} aria-hidden="true" />;
  return (
    <span
      className={`avatar avatar-${size} hue-${hueOf(seed ?? name)}${square ? " avatar-square" : ""}`}
      aria-hidden="true"
    >
      {initialsOf(name)}
    </span>
  );
}
