import { Button, NumberInput, Switch, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { LinesField } from '../parts/lines-field.tsx';
import { Section } from '../parts/page-frame.tsx';
import { ChosenExamples } from '../versions/chosen-examples.tsx';
import { words } from './strings.ts';
import { InstructionsField } from './variables/instructions-field.tsx';
import { namesIn } from './variables/variable-draft.ts';
import { VariableFields } from './variables/variable-fields.tsx';
import { LONGEST_INSTRUCTIONS, LONGEST_TONE, MOST_EXAMPLES, ruleLimits, type VersionDraft } from './version-draft.ts';
import css from './backends.module.css';

const text = words.version;

interface Props {
  draft: VersionDraft;
  onChange: (changes: Partial<VersionDraft>) => void;
}

/** The prompt pack: what steers an answer, whichever engine runs it. */
export function PackFields({ draft, onChange }: Props): ReactNode {
  return (
    <>
      <Section title={text.prompt}>
        <div className={css.form}>
          <InstructionsField
            label={text.instructions} description={text.instructionsHint} maxLength={LONGEST_INSTRUCTIONS} value={draft.instructions} names={namesIn(draft.variables)}
            onChange={(instructions) => onChange({ instructions })}
          />
          <Textarea label={text.tone} autosize minRows={1} maxRows={6} maxLength={LONGEST_TONE} value={draft.tone} onChange={(event) => onChange({ tone: event.currentTarget.value })} />
          <div className={css.pair}>
            <LinesField label={text.must} description={text.mustHint} limits={ruleLimits} value={draft.must} onChange={(must) => onChange({ must })} />
            <LinesField label={text.never} description={text.neverHint} limits={ruleLimits} value={draft.never} onChange={(never) => onChange({ never })} />
          </div>
        </div>
      </Section>
      <VariableFields draft={draft} onChange={(variables) => onChange({ variables })} />
      <Section title={text.knowledge}>
        <div className={css.form}>
          <Switch label={text.useKnowledge} checked={draft.useKnowledge} onChange={(event) => onChange({ useKnowledge: event.currentTarget.checked })} />
          <div className={css.pair}>
            <NumberInput
              label={text.examples} description={text.examplesHint} placeholder={text.all} min={1} max={MOST_EXAMPLES} allowDecimal={false} clampBehavior="strict"
              value={draft.examplesPerIntent ?? ''} onChange={(value) => onChange({ examplesPerIntent: value === '' ? null : Math.max(1, Number(value)) })}
            />
            <NumberInput
              label={text.seed} description={text.seedHint} min={0} max={2 ** 31} allowDecimal={false} clampBehavior="strict" value={draft.exampleSeed}
              onChange={(value) => onChange({ exampleSeed: Number(value) })}
            />
          </div>
          {draft.pinnedExamples.length > 0 && (
            <p className={css.note}>
              {text.pinnedNote(draft.pinnedExamples.length)} <Button variant="default" size="compact-xs" onClick={() => onChange({ pinnedExamples: [] })}>{text.unpin}</Button>
            </p>
          )}
          <ChosenExamples examplesPerIntent={draft.examplesPerIntent} exampleSeed={draft.exampleSeed} onSeed={(exampleSeed) => onChange({ exampleSeed })} />
        </div>
      </Section>
    </>
  );
}
