import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { type Language, type Texts, texts } from './texts.ts';

interface Speech {
  readonly language: Language;
  readonly texts: Texts;
  setLanguage(language: Language): void;
}

const STORED = 'duban-language';
const SpeechContext = createContext<Speech | null>(null);

/** The page's language, kept in this browser; Chinese unless English was chosen. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => (localStorage.getItem(STORED) === 'en' ? 'en' : 'zh'));

  useEffect(() => {
    localStorage.setItem(STORED, language);
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = texts[language].appName;
  }, [language]);

  const speech = useMemo(() => ({ language, texts: texts[language], setLanguage }), [language]);
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

/** The page's words in its language. */
export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('useSpeech outside LanguageProvider');
  return speech;
}
