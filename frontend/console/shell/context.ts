import { createContext, useContext } from "react";

export interface ShellActions {
  openPalette: () => void;
  openHelp: () => void;
}
export const ShellContext = createContext<ShellActions>({ openPalette: () => {}, openHelp: () => {} });
export const useShell = (): ShellActions => useContext(ShellContext);
