import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Model } from '#contracts';
import { Confirm } from '../parts/confirm.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';
import { useChangeModel, useCreateModel, useDeleteModel } from './data.ts';
import { FineTuneOfModel } from './fine-tunes/of-model.tsx';
import { changeOf, creationOf, draftOf, emptyModel, type ModelDraft } from './model-draft.ts';
import { ModelForm } from './model-form.tsx';
import { words } from './strings.ts';
import css from './backends.module.css';

const text = words.model;

interface Props {
  isNew: boolean;
  /** Absent for a new one, or when the address names none. */
  model: Model | undefined;
  readOnly: boolean;
  onClose: () => void;
}

/** Adds a language model, or changes and removes one. */
export function ModelDrawer({ isNew, model, readOnly, onClose }: Props): ReactNode {
  const [asking, setAsking] = useState(false);
  const [create, change, remove] = [useCreateModel(), useChangeModel(), useDeleteModel()];
  const done = (message: string) => () => {
    notifications.show({ message });
    onClose();
  };
  const save = (draft: ModelDraft) => {
    if (model) change.mutate(changeOf(model.id, draft), { onSuccess: done(text.saved) });
    else create.mutate(creationOf(draft), { onSuccess: done(text.added) });
  };
  if (!isNew && !model) return <SideDrawer title={words.tabs.models} onClose={onClose}><p className={css.note}>{words.models.unknown}</p></SideDrawer>;
  if (asking && model) {
    return (
      <Confirm
        opened onClose={() => setAsking(false)} verb={text.remove} consequence={text.removing} typed={model.name} danger busy={remove.isPending} error={remove.error}
        onConfirm={() => remove.mutate({ id: model.id }, { onSuccess: done(text.removed) })}
      />
    );
  }
  return (
    <SideDrawer title={model?.key ?? text.newTitle} onClose={onClose}>
      {model && <FineTuneOfModel modelKey={model.key} />}
      {model?.fromEnvironment && <p className={css.note}>{text.fromEnvironment}</p>}
      <ModelForm
        start={model ? draftOf(model) : emptyModel} stored={model ?? null} readOnly={readOnly} busy={create.isPending || change.isPending}
        error={create.error ?? change.error} onSave={save}
      >
        {model && !readOnly && !model.fromEnvironment && <Button className={css.apart ?? ''} variant="default" onClick={() => setAsking(true)}>{text.remove}</Button>}
      </ModelForm>
    </SideDrawer>
  );
}
