import { useState } from "react";
import { useT } from "../lib/i18n";
import { keyCaps, listShortcuts, setSingleKeys, singleKeysOn } from "../lib/keys";
import { Keys, Modal, Switch } from "../ui";

export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [on, setOn] = useState(singleKeysOn());
  // Read once when opened: the screens below are what the keys act on.
  const [groups] = useState(() =>
    [...listShortcuts()].reverse().map((group) => {
      const seen = new Set<string>();
      return {
        ...group,
        // Two keys with one meaning are one line.
        shortcuts: group.shortcuts.filter((each) => !seen.has(each.label) && seen.add(each.label)),
      };
    }),
  );
  return (
    <Modal opened onClose={onClose} title={t("shortcuts")} size={640} radius="lg" classNames={{ title: "dialog-title" }} closeButtonProps={{ "aria-label": t("close") }}>
      <div className="shortcut-groups">
        {groups.map((group) => (
          <section key={group.name}>
            <h3>{t(group.name)}</h3>
            <dl>
              {group.shortcuts.map((shortcut) => (
                <div key={shortcut.keys}>
                  <dt>{t(shortcut.label)}</dt>
                  <dd>
                    <Keys keys={shortcut.keys} />
                    <span className="sr-only">{keyCaps(shortcut.keys).map((caps) => caps.join(" ")).join(", ")}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Switch
        mt="md"
        label={t("single-keys")}
        description={t("single-keys-text", { key: keyCaps("mod+k").flat().join(" ") })}
        checked={on}
        onChange={(event) => {
          setSingleKeys(event.currentTarget.checked);
          setOn(event.currentTarget.checked);
        }}
      />
    </Modal>
  );
}
