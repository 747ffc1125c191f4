import { Button, Modal, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { createVersion, listBackends, listVersions } from '#contracts';
import { useChange } from '../../api.ts';
import { NotSaved } from '../../parts/failure.tsx';
import { partWords } from '../../strings.ts';
import type { Played } from './played.ts';
import { words } from './strings.ts';
import type { ColumnsControl } from './use-columns.ts';
import css from './playground.module.css';

/** Makes the draft the newest version of its backend; the column shows that version from then on. */
export function SaveDraft({ played: { at, version, asking }, control, onClose }: { played: Played; control: ColumnsControl; onClose: () => void }): ReactNode {
  const [note, setNote] = useState('');
  const create = useChange(createVersion, listVersions, listBackends);
  const draft = asking?.draft;
  if (!version || !draft) return null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { backendId, ...content } = draft;
    create.mutate({ id: backendId, ...content, note: note.trim() }, {
      onSuccess: ({ id, number }) => {
        control.put(at, { versionId: id, model: null, draft: null });
        notifications.show({ message: words.saving.saved(number) });
        onClose();
      },
    });
  };
  return (
    <Modal opened onClose={onClose} title={words.saving.title(version.backendName)} closeButtonProps={{ 'aria-label': partWords.close }}>
      <form className={css.form} onSubmit={submit}>
        <TextInput label={words.saving.note} placeholder={words.saving.notePlaceholder} maxLength={500} data-autofocus value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <p className={css.note}>{words.saving.consequence}</p>
        <NotSaved error={create.error} />
        <div><Button type="submit" loading={create.isPending}>{words.saving.save}</Button></div>
      </form>
    </Modal>
  );
}
