import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PackVariable } from '#contracts';
import { Section } from '../../parts/page-frame.tsx';
import { words } from './strings.ts';
import { MOST_VARIABLES, faultsOf, newVariable, undeclaredIn, type DraftTexts } from './variable-draft.ts';
import { VariableRow } from './variable-row.tsx';
import css from './variables.module.css';

interface Props {
  draft: DraftTexts;
  onChange: (variables: PackVariable[]) => void;
}

/** Declares what the texts above may name, and says at once what nothing declares. */
export function VariableFields({ draft, onChange }: Props): ReactNode {
  const { variables } = draft;
  const faults = faultsOf(variables);
  const undeclared = undeclaredIn(draft);
  const full = variables.length >= MOST_VARIABLES;
  return (
    <Section title={words.title}>
      <p className={css.note}>{words.hint}</p>
      {undeclared.length > 0 && (
        <div className={css.faults} role="alert">
          <p><strong>{words.problems}</strong></p>
          <ul>
            {undeclared.map(({ name, field, line }, at) => (
              <li key={at}>
                <span>{words.undeclared(name, words.places[field](line))}</span>
                {/^[a-z][a-z0-9_]{0,39}$/.test(name) && !full && <Button variant="default" size="compact-sm" onClick={() => onChange([...variables, newVariable(name)])}>{words.declare(name)}</Button>}
              </li>
            ))}
          </ul>
        </div>
      )}
      {variables.map((variable, at) => (
        <VariableRow
          key={at} at={at} variable={variable} fault={faults.get(at)} onChange={(next) => onChange(variables.map((one, place) => (place === at ? next : one)))}
          onRemove={() => onChange(variables.filter((_, place) => place !== at))}
        />
      ))}
      <div className={css.below}>
        <Button variant="default" disabled={full} onClick={() => onChange([...variables, newVariable()])}>{words.add}</Button>
        {full && <span className={css.soft}>{words.most(MOST_VARIABLES)}</span>}
      </div>
    </Section>
  );
}
