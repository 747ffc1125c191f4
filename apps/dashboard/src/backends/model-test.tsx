import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Model, ReplyOf, testModel } from '#contracts';
import { ago, duration, middle } from '../format.ts';
import { modelFailures } from '../model-failures.ts';
import { useTestModel } from './data.ts';
import { words } from './strings.ts';
import css from './backends.module.css';

const text = words.models;
const LONGEST = 80;

function outcomeOf({ ok, firstTokenMs, totalMs, text: said, errorCode, detail }: ReplyOf<typeof testModel>): string {
  if (!ok) return [errorCode ? modelFailures[errorCode].test : text.failedOtherwise, detail && middle(detail, LONGEST * 2)].filter(Boolean).join(' ');
  return [text.worked(duration(firstTokenMs ?? totalMs), duration(totalMs)), said.trim() && text.said(middle(said.trim(), LONGEST))].filter(Boolean).join(' ');
}

/** What somebody's last test gave. */
function lastOf({ ok, at, errorCode }: NonNullable<Model['lastTest']>): string {
  const when = ago(at, new Date());
  return ok ? text.lastWorked(when) : text.lastFailed(when, errorCode ? modelFailures[errorCode].test : text.failedOtherwise);
}

/** For those who may not ask it themselves. */
export const LastTest = ({ test }: { test: Model['lastTest'] }): ReactNode => (test ? <p className={css.result} data-ok={test.ok}>{lastOf(test)}</p> : <span className={css.soft}>{text.untested}</span>);

/** Asks the model one short question and says what came of it. */
export function ModelTest({ model: { id, key, lastTest } }: { model: Model }): ReactNode {
  const test = useTestModel();
  return (
    <>
      <Button variant="default" size="compact-sm" my={4} loading={test.isPending} aria-label={text.testOf(key)} onClick={() => test.mutate({ id })}>{text.test}</Button>
      {lastTest && !test.data && <LastTest test={lastTest} />}
      <div role="status">
        {test.isPending && <p className="visually-hidden">{text.testing}</p>}
        {test.data && <p className={css.result} data-ok={test.data.ok}>{outcomeOf(test.data)}</p>}
        {test.error && <p className={css.result} data-ok="false">{test.error.message}</p>}
      </div>
    </>
  );
}
