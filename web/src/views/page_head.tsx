// The head of a report that is not of a plan: its title, what its reader may choose, its contents.
import type { ComponentChildren } from "preact";
import { useWords, type Language } from "../words";
import { Choices } from "./choices";

export function PageHead({ title, sections, language, onLanguage, children }: {
  title: string;
  sections: [string, string][];
  language: Language;
  onLanguage: (language: Language) => void;
  children?: ComponentChildren;
}) {
  const words = useWords();
  return (
    <>
      <a class="skip" href="#verdict">
        {words.skip}
      </a>
      <header class="top">
        <h1>{title}</h1>
        <div class="choices">
          {children}
          <Choices language={language} onLanguage={onLanguage} />
        </div>
        <nav aria-label={words.contents}>
          <ul>
            {sections.map(([id, name]) => (
              <li>
                <a href={`#${id}`}>{name}</a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
    </>
  );
}
