import { useState } from 'preact/hooks';
import type { Citation } from '#contracts';
import { RichText } from './rich-text.tsx';
import { strings } from './strings.ts';

/** Numbered chips; a pressed one shows where the answer comes from. */
export function Citations({ citations, help }: { citations: readonly Citation[]; help: string }) {
  const [open, setOpen] = useState<number | null>(null);
  const shown = open === null ? undefined : citations[open];
  if (citations.length === 0) return null;
  return (
    <div class="sources" role="group" aria-label={strings.sources}>
      {citations.map(({ title }, index) => (
        <button type="button" class="chip" aria-label={strings.source(index + 1, title)} aria-expanded={open === index} onClick={() => setOpen(open === index ? null : index)}>
          <span>{index + 1}</span>
        </button>
      ))}
      {shown && (
        <div class="source" dir="auto">
          <p class="heading">{shown.title}{shown.heading && ` › ${shown.heading}`}</p>
          <RichText text={shown.snippet} help={help} />
          <a href={`${help}/${shown.slug}`} target="_blank" rel="noopener noreferrer">{strings.readMore}</a>
        </div>
      )}
    </div>
  );
}
