import { useMantineColorScheme } from "@mantine/core";
import { useEffect, useState, useSyncExternalStore } from "react";

export { useDebouncedValue } from "@mantine/hooks";

/** The chosen theme. Transitions are kept: switching them off writes a <style>, which our policy refuses. */
export function useColorScheme() {
  return useMantineColorScheme({ keepTransitions: true });
}

/** True while `query` matches; read at once, so that no first frame is laid out wrongly. */
export function useMediaQuery(query: string): boolean {
  const [list] = useState(() => window.matchMedia(query));
  return useSyncExternalStore(
    (changed) => {
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    () => list.matches,
  );
}

export function useOnlineStatus(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const on = () => setOnline(true);
    const off = () => setOnline(false);
    window.addEventListener("online", on);
    window.addEventListener("offline", off);
    return () => {
      window.removeEventListener("online", on);
      window.removeEventListener("offline", off);
    };
  }, []);
  return online;
}
