import { Button, Textarea } from '@mantine/core';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { words } from './strings.ts';
import css from './variables.module.css';

interface Props {
  label: string;
  description: string;
  maxLength: number;
  value: string;
  /** What can be put in. */
  names: readonly string[];
  onChange: (text: string) => void;
}

/** The instructions, with a button for each value that they may name. */
export function InstructionsField({ names, value, onChange, ...rest }: Props): ReactNode {
  const field = useRef<HTMLTextAreaElement>(null);
  const insert = (name: string): void => {
    const { selectionStart = value.length, selectionEnd = value.length } = field.current ?? {};
    const put = `{{${name}}}`;
    onChange(value.slice(0, selectionStart) + put + value.slice(selectionEnd));
    // After the new text is drawn: before it the caret would jump to the end.
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(selectionStart + put.length, selectionStart + put.length);
    });
  };
  return (
    <div>
      <Textarea ref={field} autosize minRows={5} maxRows={24} value={value} onChange={(event) => onChange(event.currentTarget.value)} {...rest} />
      <div className={css.inserts} role="group" aria-label={words.insertLabel}>
        {names.map((name) => <Button key={name} variant="default" size="compact-sm" title={words.insertLabel} onClick={() => insert(name)}>{words.insert(name)}</Button>)}
      </div>
    </div>
  );
}
