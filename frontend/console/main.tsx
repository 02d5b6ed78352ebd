import "./kit.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { setNonce } from "get-nonce";
import { StrictMode, useCallback, useEffect, useMemo, useState } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "./api/queries";
import { I18nProvider, type Lang, Translator, initialLang, loadBundle, rememberLang } from "./lib/i18n";
import { router } from "./router";
import { theme } from "./theme";
import { Asker, MantineProvider, Toaster, localStorageColorSchemeManager } from "./ui";

// Style elements made at run time (scroll lock) need the nonce of this response.
const nonce = document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "";
if (nonce) setNonce(nonce);

const colorScheme = localStorageColorSchemeManager({ key: "surety-theme" });

function App({ first }: { first: Translator }) {
  const [tr, setTr] = useState(first);
  const setLang = useCallback((lang: Lang) => {
    void loadBundle(lang).then((bundle) => {
      rememberLang(lang);
      setTr(new Translator(lang, bundle));
    });
  }, []);
  const i18n = useMemo(() => ({ tr, setLang }), [tr, setLang]);
  useEffect(() => {
    document.documentElement.lang = tr.lang;
  }, [tr]);
  return (
    <I18nProvider value={i18n}>
      <MantineProvider
        theme={theme}
        colorSchemeManager={colorScheme}
        defaultColorScheme="auto"
        // All variables are in the stylesheets, so no <style> is written at run time.
        withCssVariables={false}
        withGlobalClasses={false}
        getStyleNonce={() => nonce}
      >
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
          <Toaster />
          <Asker />
        </QueryClientProvider>
      </MantineProvider>
    </I18nProvider>
  );
}

async function start(): Promise<void> {
  const lang = initialLang();
  const bundle = await loadBundle(lang);
  document.documentElement.lang = lang;
  const root = document.getElementById("root");
  if (!root) throw new Error("no #root");
  createRoot(root).render(
    <StrictMode>
      <App first={new Translator(lang, bundle)} />
    </StrictMode>,
  );
}

void start();
