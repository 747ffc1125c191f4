import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { MESSAGE_CODE_POINTS } from '#contracts';
import { Empty } from '../parts/empty.tsx';
import { Examples } from './examples.tsx';
import { QuestionForm } from './question-form.tsx';
import { RoundView } from './round-view.tsx';
import { words } from './strings.ts';
import { useChosen } from './use-chosen.ts';
import { useRounds } from './use-rounds.ts';
import type { KnownVersion } from './use-versions.ts';
import { VersionPicker } from './version-picker.tsx';

/** The question, which versions, and right below what they answered, newest first: both are in sight at once. */
export function TryOut({ all }: { all: readonly KnownVersion[] }): ReactNode {
  const chosen = useChosen(all);
  const { rounds, busy, ask, askAgain, clear } = useRounds();
  const [text, setText] = useState('');
  const [isFollowUp, setIsFollowUp] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const known = chosen.ids.filter((id) => all.some((version) => version.id === id && version.state === 'ready'));

  const put = (question: string, follows: boolean): void => {
    if (busy || known.length === 0) return;
    ask(question, known, follows);
    setText('');
    field.current?.focus();
  };
  const putText = (): void => {
    if (text.trim() !== '' && [...text].length <= MESSAGE_CODE_POINTS) put(text.trim(), isFollowUp);
  };
  useHotkeys([['mod+Enter', putText]]);
  return (
    <>
      <QuestionForm
        field={field} text={text} onText={setText} busy={busy} canAsk={known.length > 0} onAsk={(question) => put(question, isFollowUp)}
        followUp={rounds.length > 0 ? { on: isFollowUp, set: setIsFollowUp } : null}
      />
      {rounds.length === 0 && <Examples disabled={busy || known.length === 0} onChoose={(question) => put(question, false)} />}
      <VersionPicker all={all} chosen={chosen} />
      {rounds.length === 0
        ? <Empty title={words.emptyTitle} text={words.empty} />
        : (
          <>
            {rounds.map((round) => (
              <RoundView
                key={round.id} round={round} all={all} disabled={busy}
                onOption={(label) => put(label, true)} onAgain={(versionId) => askAgain(round, versionId)}
              />
            ))}
            <Button variant="default" onClick={clear}>{words.clear}</Button>
          </>
        )}
    </>
  );
}
