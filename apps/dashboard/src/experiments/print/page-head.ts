import { useEffect } from 'react';

/** A text as CSS has it in quotes, on one line. */
const quoted = (text: string): string => `"${text.replace(/[\n\r\f]+/g, ' ').replace(/["\\]/g, '\\$&')}"`;

/** The rule that puts a text on top of each printed page; browsers without page margins leave it out. */
export const pageHeadRule = (text: string): string => `@page { @top-left { content: ${quoted(text)}; font: 8pt system-ui, sans-serif; color: #5c5e63; } }`;

/** Puts a text on top of each printed page while the component is on the page. (By a sheet of the document: the page's policy refuses style elements.) */
export function usePageHead(text: string): void {
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(pageHeadRule(text));
    document.adoptedStyleSheets.push(sheet);
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, [text]);
}
