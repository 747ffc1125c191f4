import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Tool } from '#contracts';
import { Confirm } from '../../parts/confirm.tsx';
import { SideDrawer } from '../../parts/side-drawer.tsx';
import backends from '../backends.module.css';
import { useChangeTool, useCreateTool, useDeleteTool } from './data.ts';
import { words } from './strings.ts';
import { changeOf, creationOf, draftOf, emptyTool, type ToolDraft } from './tool-draft.ts';
import { ToolForm } from './tool-form.tsx';
import { ToolTest } from './tool-test.tsx';

const text = words.tool;

interface Props {
  isNew: boolean;
  /** Absent for a new one, or when the address names none. */
  tool: Tool | undefined;
  readOnly: boolean;
  onClose: () => void;
  /** A new one is there: it can be tried now. */
  onCreated: (id: string) => void;
}

/** Adds a tool, or changes, tries and removes one. */
export function ToolDrawer({ isNew, tool, readOnly, onClose, onCreated }: Props): ReactNode {
  const [asking, setAsking] = useState(false);
  const [create, change, remove] = [useCreateTool(), useChangeTool(), useDeleteTool()];
  const save = (draft: ToolDraft) => {
    if (tool) change.mutate(changeOf(tool.id, draft), { onSuccess: () => notifications.show({ message: text.saved }) });
    else create.mutate(creationOf(draft), { onSuccess: ({ id }) => { notifications.show({ message: text.added }); onCreated(id); } });
  };
  if (!isNew && !tool) return <SideDrawer title={words.list.title} onClose={onClose}><p className={backends.note}>{text.unknown}</p></SideDrawer>;
  if (asking && tool) {
    const removed = () => {
      notifications.show({ message: text.removed });
      onClose();
    };
    return (
      <Confirm
        opened onClose={() => setAsking(false)} verb={text.remove} consequence={text.removing} typed={tool.name} danger busy={remove.isPending} error={remove.error}
        onConfirm={() => remove.mutate({ id: tool.id }, { onSuccess: removed })}
      />
    );
  }
  return (
    <SideDrawer title={tool?.name ?? text.newTitle} onClose={onClose}>
      <ToolForm key={tool ? JSON.stringify(tool.headers) : 'new'} start={tool ? draftOf(tool) : emptyTool()} isNew={isNew} readOnly={readOnly} busy={create.isPending || change.isPending} error={create.error ?? change.error} onSave={save}>
        {tool && !readOnly && <Button className={backends.apart ?? ''} variant="default" onClick={() => setAsking(true)}>{text.remove}</Button>}
      </ToolForm>
      {tool && !readOnly && <ToolTest tool={tool} />}
    </SideDrawer>
  );
}
