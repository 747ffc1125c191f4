import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { ReplyOf, Tool, ToolArgument, testTool } from '#contracts';
import { count, duration } from '../../format.ts';
import backends from '../backends.module.css';
import { useTestTool } from './data.ts';
import { words } from './strings.ts';
import { testArgumentsOf } from './tool-draft.ts';
import css from './tools.module.css';

const text = words.test;

/** One value to try it with. */
function ValueField({ argument, value, onChange }: { argument: ToolArgument; value: string; onChange: (value: string) => void }): ReactNode {
  const { name, description, required, type } = argument;
  const choices = type === 'choice' ? argument.choices : type === 'boolean' ? ['true', 'false'] : null;
  if (choices) return <Select label={name} description={description} withAsterisk={required} clearable={!required} data={choices} value={value || null} onChange={(next) => onChange(next ?? '')} />;
  return <TextInput label={name} description={description} required={required} inputMode={type === 'number' ? 'decimal' : 'text'} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
}

function Result({ result: { outcome, ms, status, shown, detail } }: { result: ReplyOf<typeof testTool> }): ReactNode {
  return (
    <>
      <p className={backends.result} data-ok={outcome === 'found' || outcome === 'not_found'}>{text.came(words.outcomes[outcome], duration(ms), status === null ? null : count(status))}</p>
      {detail && <p className={css.soft}>{detail}</p>}
      {shown !== null && <pre className={css.shown} tabIndex={0} aria-label={text.shown}>{shown}</pre>}
    </>
  );
}

/** Calls a saved tool once, with values of one's own. */
export function ToolTest({ tool }: { tool: Tool }): ReactNode {
  const test = useTestTool();
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [visitorId, setVisitorId] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    test.mutate({ id: tool.id, arguments: testArgumentsOf(tool.arguments, typed), visitorId: visitorId.trim() || null });
  };
  return (
    <form className={css.try} onSubmit={submit} autoComplete="off">
      <h3>{text.title}</h3>
      <p className={css.soft}>{text.what}</p>
      {tool.sideEffects && <p className={backends.look}>{text.acts}</p>}
      {tool.arguments.map((argument) => (
        <ValueField key={argument.name} argument={argument} value={typed[argument.name] ?? ''} onChange={(value) => setTyped((before) => ({ ...before, [argument.name]: value }))} />
      ))}
      {(tool.sideEffects || tool.needsIdentity) && <TextInput label={text.visitor} required maxLength={200} value={visitorId} onChange={(event) => setVisitorId(event.currentTarget.value)} />}
      <Button type="submit" variant="default" loading={test.isPending}>{text.run}</Button>
      <div role="status">
        {test.isPending && <p className="visually-hidden">{text.running}</p>}
        {test.data && <Result result={test.data} />}
        {test.error && <p className={backends.result} data-ok="false">{test.error.message}</p>}
      </div>
    </form>
  );
}
